import type { BrowserContext, WebSocketRoute } from 'playwright-core';

/** The network between one browser and the house, which a journey can cut: requests fail, open sockets break. */
export class Line {
  readonly #context: BrowserContext;
  readonly #sockets = new Set<{ readonly page: WebSocketRoute; readonly server: WebSocketRoute }>();
  #whole = Promise.resolve();
  #mended: () => void = () => undefined;

  private constructor(context: BrowserContext) {
    this.#context = context;
  }

  /** Call it before the page is opened. */
  static async of(context: BrowserContext): Promise<Line> {
    const line = new Line(context);
    await context.routeWebSocket(/\/socket\.io\//, async (page) => {
      // A socket that is asked for while the line is cut waits for it, as on a real network.
      await line.#whole;
      line.#sockets.add({ page, server: page.connectToServer() });
    });
    return line;
  }

  async cut(): Promise<void> {
    this.#whole = new Promise((mended) => (this.#mended = mended));
    await this.#context.setOffline(true);
    for (const { page, server } of this.#sockets) await Promise.all([page.close({ code: 1001 }), server.close()]);
    this.#sockets.clear();
  }

  async mend(): Promise<void> {
    await this.#context.setOffline(false);
    this.#mended();
  }
}

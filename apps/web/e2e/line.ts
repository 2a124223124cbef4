import type { BrowserContext, WebSocketRoute } from 'playwright-core';

/** The network between one browser and the house, which a journey can cut: requests fail, open sockets break. */
export class Line {
  readonly #context: BrowserContext;
  readonly #sockets = new Set<{ readonly page: WebSocketRoute; readonly server: WebSocketRoute }>();
  #down = false;

  private constructor(context: BrowserContext) {
    this.#context = context;
  }

  /** Call it before the page is opened. */
  static async of(context: BrowserContext): Promise<Line> {
    const line = new Line(context);
    await context.routeWebSocket(/\/socket\.io\//, (page) => {
      if (line.#down) return page.close();
      line.#sockets.add({ page, server: page.connectToServer() });
      return undefined;
    });
    return line;
  }

  async cut(): Promise<void> {
    this.#down = true;
    await this.#context.setOffline(true);
    for (const { page, server } of this.#sockets) await Promise.all([page.close(), server.close()]);
    this.#sockets.clear();
  }

  async mend(): Promise<void> {
    this.#down = false;
    await this.#context.setOffline(false);
  }
}

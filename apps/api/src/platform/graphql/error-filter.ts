import { Catch, type ExceptionFilter } from '@nestjs/common';

/**
 * Hands errors on as they are: `shownError` logs what is ours, once and with the request's id, and masks it. Nest would
 * print each on its own, with a stack and with whatever PostgreSQL says of the values.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter<unknown> {
  catch(error: unknown): unknown {
    return error;
  }
}

import { Catch, type ExceptionFilter } from '@nestjs/common';
import { GraphQLError } from 'graphql';

/** Hands GraphQL errors on as they are; Nest would log each "not found" with a stack, as if it were ours. */
@Catch(GraphQLError)
export class ErrorFilter implements ExceptionFilter<GraphQLError> {
  catch(error: GraphQLError): GraphQLError {
    return error;
  }
}

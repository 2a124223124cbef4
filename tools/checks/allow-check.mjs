import ts from 'typescript';

const ENTRANCES = new Set(['Query', 'Mutation', 'Subscription', 'ResolveField']);

/**
 * The GraphQL entrances of a source file that declare no permission: methods with `@Query`, `@Mutation`,
 * `@Subscription` or `@ResolveField` and without `@Allow`. The server refuses to start with one; this names the line.
 * @param {string} file @param {string} source @returns {string[]} one line per entrance
 */
export function undeclaredEntrances(file, source) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isMethodDeclaration(node)) {
      const names = (ts.getDecorators(node) ?? []).map(decoratorName);
      const entrance = names.find((name) => ENTRANCES.has(name));
      if (entrance && !names.includes('Allow')) {
        const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
        found.push(`${file}:${line + 1} @${entrance} ${node.name.getText()} has no @Allow`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** @param {ts.Decorator} decorator */
function decoratorName(decorator) {
  const called = ts.isCallExpression(decorator.expression) ? decorator.expression.expression : decorator.expression;
  return called.getText();
}

/**
 * Loaded before the benchmarks: gives them the build of `yaml` that the bundles have. The one Node takes by itself reads
 * an environment variable for every token.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) =>
    next(
      specifier,
      specifier === 'yaml' ? { ...context, conditions: context.conditions.filter((name) => name !== 'node') } : context,
    ),
});

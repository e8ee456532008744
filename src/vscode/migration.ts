/**
 * What is loaded for the first migration plan, on top of the engine. Whoever is loaded on activation imports only types
 * from here.
 */
export { Migrations } from './features/migration/migrations.ts';
export { MigrationsBoard } from './features/migrations-view/migrations-board.ts';

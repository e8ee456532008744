/**
 * Commands that run code of packages while they install them: install scripts of npm, setup.py, native extensions,
 * plugins. Facts: the documentation of each package manager (2026-08).
 */
export const PACKAGE_INSTALL =
  /^(?:npm (?:ci|install|i|add|rebuild)|yarn(?: install| add)?|pnpm (?:install|i|add)|bun (?:install|add)|pip3? install|python3? -m pip install|poetry install|pipenv (?:install|sync)|uv (?:sync|pip install)|bundle install|composer install)(?: |$)/;

/** Commands that need no session: what prepares a build, and builds and unit tests of the kind that follow an install. */
export const BUILD_COMMAND =
  /^(?:cd|pushd|popd|echo|printf|set|export|mkdir|ls|pwd|cp|mv|rm|cat|test|true|source|npm (?:run |run-script )?(?:build|lint|compile|format|typecheck|test)|npm config|yarn (?:run )?(?:build|lint|compile|test)|pnpm (?:run )?(?:build|lint|compile|test)|corepack|python3? -m (?:venv|pytest)|pytest|tsc|eslint)(?:[ :]|$)/;

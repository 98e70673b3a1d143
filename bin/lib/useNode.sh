# Puts a Node that Backstage supports first in PATH. Sourced by bin/start and bin/test, with $bin set to their folder.

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "Node (18 or newer) and npm are needed: https://nodejs.org/en/download" >&2
  exit 1
fi

# Asked of npm before PATH changes, because npm itself is run by the first node in PATH.
YARN_NPM_REGISTRY_SERVER=${YARN_NPM_REGISTRY_SERVER:-$(npm config get registry 2>/dev/null)}
export YARN_NPM_REGISTRY_SERVER

node_folder=$(node "$bin/lib/privateNode.mjs") || exit 1
if [ -n "$node_folder" ]; then
  PATH=$node_folder:$PATH
  export PATH
fi

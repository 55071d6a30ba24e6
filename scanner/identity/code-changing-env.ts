import type { Machine } from '../machine.ts';
import type { Os } from '../model/launch.ts';

const exact = new Set(
  `PATH PATHEXT COMSPEC NODE_OPTIONS NODE_PATH NODE_COMPILE_CACHE NODE_REPL_EXTERNAL_MODULE ELECTRON_RUN_AS_NODE
  PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONUSERBASE PYTHONEXECUTABLE PYTHONPLATLIBDIR PYTHONINSPECT PYTHONBREAKPOINT
  PYTHONPYCACHEPREFIX PYTHONWARNINGS PYTHONCASEOK PYTHON_PRESITE
  BASH_ENV ENV SHELLOPTS BASHOPTS PS4 IFS ZDOTDIR PROMPT_COMMAND FPATH fish_function_path
  PERL5OPT PERL5LIB PERLLIB PERL5DB RUBYOPT RUBYLIB GEM_HOME GEM_PATH BUNDLE_GEMFILE PHPRC PHP_INI_SCAN_DIR
  LUA_INIT LUA_PATH LUA_CPATH R_PROFILE R_PROFILE_USER R_LIBS R_LIBS_USER
  JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH JAVA_HOME
  DOTNET_STARTUP_HOOKS DOTNET_ROOT DOTNET_ADDITIONAL_DEPS DOTNET_SHARED_STORE CORECLR_ENABLE_PROFILING CORECLR_PROFILER
  CORECLR_PROFILER_PATH COR_PROFILER COR_PROFILER_PATH
  GOPROXY GOFLAGS GOPRIVATE GONOSUMDB GONOSUMCHECK GOSUMDB GOINSECURE GOROOT GOPATH GOTOOLCHAIN RUSTC_WRAPPER
  GIT_SSH GIT_SSH_COMMAND GIT_EXEC_PATH GIT_PROXY_COMMAND GIT_TEMPLATE_DIR GIT_ASKPASS SSH_ASKPASS
  PIPX_HOME PIPX_GLOBAL_HOME PIPX_SHARED_LIBS PIPX_DEFAULT_PYTHON PIPX_DEFAULT_BACKEND
  DENO_DIR DENO_CERT DENO_INSTALL_ROOT TSX_TSCONFIG_PATH
  DOCKER_HOST DOCKER_CONTEXT DOCKER_CONFIG CONTAINER_HOST CONTAINERS_CONF CONTAINERS_REGISTRIES_CONF
  OPENSSL_CONF OPENSSL_MODULES GCONV_PATH XDG_CONFIG_HOME XDG_CONFIG_DIRS XDG_DATA_HOME XDG_CACHE_HOME`.split(/\s+/),
);
const families = [
  /^LD_/,
  /^DYLD_/,
  // A function that bash takes from its environment, and runs in place of the program of that name.
  /^BASH_FUNC_/,
  /^GIT_CONFIG/,
  /^TS_NODE_/,
  /^BUN_(?:CONFIG|INSTALL|OPTIONS|INSPECT|RUNTIME)/,
  /^YARN_/,
  /^COREPACK_/,
  /^(?:NPM|PNPM)_CONFIG_/,
  /^UV_/,
  /^PIP_/,
];
const harmless = new Set(
  `NPM_CONFIG_LOGLEVEL NPM_CONFIG_UPDATE_NOTIFIER NPM_CONFIG_YES NPM_CONFIG_FUND NPM_CONFIG_AUDIT NPM_CONFIG_PROGRESS
  NPM_CONFIG_COLOR NPM_CONFIG_OFFLINE NPM_CONFIG_PREFER_OFFLINE NPM_CONFIG_PREFER_ONLINE NPM_CONFIG_SILENT NPM_CONFIG_TIMING
  NPM_CONFIG_UNICODE NPM_CONFIG_FETCH_RETRIES NPM_CONFIG_FETCH_TIMEOUT NPM_CONFIG_MAXSOCKETS NPM_CONFIG_LOGS_DIR NPM_CONFIG_LOGS_MAX
  NPM_CONFIG_IGNORE_SCRIPTS
  UV_NO_PROGRESS UV_NO_CACHE UV_COMPILE_BYTECODE UV_LINK_MODE UV_HTTP_TIMEOUT UV_HTTP_RETRIES UV_REQUEST_TIMEOUT UV_OFFLINE
  UV_NATIVE_TLS UV_SYSTEM_CERTS UV_PYTHON_PREFERENCE UV_PYTHON_DOWNLOADS UV_MANAGED_PYTHON UV_NO_MANAGED_PYTHON UV_EXCLUDE_NEWER
  UV_PRERELEASE UV_RESOLUTION UV_NO_BUILD UV_FROZEN UV_LOCKED UV_NO_ENV_FILE UV_NO_CONFIG UV_PREVIEW UV_LOG_CONTEXT
  UV_CONCURRENT_DOWNLOADS UV_CONCURRENT_BUILDS UV_CONCURRENT_INSTALLS UV_THREADPOOL_SIZE
  PIP_NO_INPUT PIP_QUIET PIP_DISABLE_PIP_VERSION_CHECK PIP_NO_COLOR PIP_TIMEOUT PIP_DEFAULT_TIMEOUT PIP_RETRIES PIP_NO_CACHE_DIR
  PIP_PROGRESS_BAR PIP_ROOT_USER_ACTION`.split(/\s+/),
);

/**
 * Names of variables that change which code a start runs, as they are spelled, sorted. A folder variable that only
 * repeats this person's own home is not one.
 */
export function codeChangingNames(env: ReadonlyMap<string, string>, machine: Machine): readonly string[] {
  return [...env]
    .filter(([name, value]) => changesCode(name, machine.os) || movesHome(name, value, machine))
    .map(([name]) => name)
    .toSorted();
}

/** The same question for a variable whose value is not known. */
export function changesCode(name: string, os: Os): boolean {
  const upper = name.toUpperCase();
  // npm reads its own variables in any case, with - or _; other programs only do so on Windows.
  const npm = upper.replaceAll('-', '_');
  if (/^P?NPM_CONFIG_/.test(npm)) {
    return !harmless.has(npm.replace(/^PNPM/, 'NPM'));
  }
  const known = os === 'win32' ? upper : name;
  return exact.has(known) || (families.some((family) => family.test(known)) && !harmless.has(known));
}

/** Whether a variable moves the folder in which a program looks for its settings away from this person's own home. */
export function movesHome(name: string, value: string, machine: Machine): boolean {
  const known = machine.os === 'win32' ? name.toUpperCase() : name;
  if (known === 'HOME' || known === 'USERPROFILE') {
    return !sameFolder(value, machine.home);
  }
  return (
    machine.os === 'win32' && /^(?:LOCAL)?APPDATA$/.test(known) && !spelled(value).startsWith(spelled(machine.home))
  );
}

function sameFolder(a: string, b: string): boolean {
  return spelled(a) === spelled(b);
}

function spelled(path: string): string {
  return path.replaceAll('\\', '/').replace(/\/+$/, '').toLowerCase();
}

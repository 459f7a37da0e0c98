# Read by ./shouwang and ./test (needs $root): the .NET SDK, quiet builds, and one build at a time.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true DOTNET_GENERATE_ASPNET_CERTIFICATE=false

say() { printf '%s\n' "$*" >&2; }

# Sets $dotnet to a dotnet that has an SDK for this repository; says how to get one and ends otherwise.
find_dotnet() {
  for dotnet in "${DOTNET_ROOT:-/none}/dotnet" "$(command -v dotnet || echo /none)" "${HOME:-/none}/.dotnet/dotnet" \
    /usr/lib/dotnet/dotnet /usr/share/dotnet/dotnet /usr/local/share/dotnet/dotnet /opt/dotnet/dotnet; do
    if [ -x "$dotnet" ] && "$dotnet" --list-sdks 2>/dev/null | grep -q '^10\.'; then
      # The program that is built looks for the runtime itself, and not on the PATH.
      DOTNET_ROOT=$(dirname "$(readlink -f "$dotnet")")
      export DOTNET_ROOT
      return 0
    fi
  done
  say '没有找到 .NET 10 SDK。The .NET 10 SDK was not found. 安装 / Install:'
  say '  Debian, Ubuntu: apt-get install -y dotnet-sdk-10.0   (https://learn.microsoft.com/dotnet/core/install/linux)'
  say '  其他系统 / elsewhere: curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0'
  exit 127
}

# publish LOG: the program with code compiled ahead of time (a night is one short process: compiling while it runs costs
# more than a second of it), where NuGet has the compiler for this machine; else the plain build.
publish() {
  case $(uname -m) in aarch64 | arm64) rid=linux-arm64 ;; *) rid=linux-x64 ;; esac
  if dotnet_quiet "$1" publish src/Shouwang.Server -c Release -r "$rid" --self-contained false -o artifacts/bin; then return 0; fi
  # What the compiler refuses, it refuses again: only a missing package is worth a second try.
  if ! grep -Eq ' error (CS|RS|CA|IDE)[0-9]' "$1"; then
    cp -f "$1" "$1.ahead"
    dotnet_quiet "$1" publish src/Shouwang.Server -c Release -p:PublishReadyToRun=false -o artifacts/bin && return 0
  fi
  say '构建失败。The build failed:'
  sort -u "$1" >&2
  return 1
}

# build PROJECT LOG: Release, warnings are errors; what the build said is shown only when it fails.
build() {
  dotnet_quiet "$2" build "$1" -c Release && return 0
  say '构建失败。The build failed:'
  sort -u "$2" >&2
  return 1
}

# dotnet_quiet LOG ARGS: runs dotnet at the root, its words into LOG.
dotnet_quiet() {
  log=$1
  shift
  mkdir -p "$(dirname "$log")"
  (
    # A build without a home (a service, a bare container) gets one here: dotnet and NuGet refuse to start otherwise.
    if [ ! -w "${HOME:-/none}" ]; then
      mkdir -p "$root/artifacts/home"
      export HOME="$root/artifacts/home"
    fi
    export DOTNET_CLI_UI_LANGUAGE=en
    cd "$root" && exec "$dotnet" "$@" -v q -nologo -tl:off --disable-build-servers
  ) </dev/null >"$log" 2>&1
}

# One build at a time in this tree. The lock is a link that names its owner, so that it is never there without a name.
lock() {
  mkdir -p "$root/artifacts"
  lock="$root/artifacts/build.lock" me="$(uname -n):$$" waited=0
  trap unlock EXIT
  trap 'exit 130' HUP INT TERM
  until ln -s "$me" "$lock" 2>/dev/null; do
    break_dead_lock
    waited=$((waited + 1))
    if [ "$waited" -ge 3000 ]; then
      say "等待另一构建已 10 分钟。Another build ($(readlink "$lock")) has held $lock for 10 minutes; delete it if that build is gone."
      exit 1
    fi
    sleep 0.2
  done
}

unlock() {
  [ "$(readlink "$lock")" != "$me" ] || rm -f "$lock"
}

# A build that was killed leaves its lock. Of those who see that its owner is dead, one looks again and removes it.
break_dead_lock() {
  dead "$(readlink "$lock")" || return 0
  ln -s "$me" "$lock.breaking" 2>/dev/null || return 0
  ! dead "$(readlink "$lock")" || rm -f "$lock"
  rm -f "$lock.breaking"
}

dead() {
  case $1 in
    "$(uname -n):"*) ! kill -0 "${1##*:}" 2>/dev/null ;;
    *) return 1 ;;
  esac
}

using GoDockerTasks.Resilience;

namespace GoDockerTasks.Tests.Resilience;

/// <summary>What go, and what it runs, prints of a module, its repository and its code.</summary>
[TestFixture]
public sealed class GoFailureTests
{
    // A Go that is older than what it is asked to build.
    [TestCase("cmd/main.go:7:2: cannot find package \"log/slog\" in any of:\n\t/usr/local/go/src/log/slog (from $GOROOT)", "go-too-old")]
    [TestCase("build example.com/shop: cannot load io/fs: malformed module path \"io/fs\": missing dot in first path element", "go-too-old")]
    [TestCase("package slices: unrecognized import path \"slices\" (import path does not begin with hostname)", "go-too-old")]
    [TestCase("orders.go:5:2: cannot find module providing package net/netip: unrecognized import path \"net/netip\": import path does not begin with hostname", "go-too-old")]
    [TestCase("package context: unrecognized import path \"context\"", "go-too-old")]
    [TestCase("build io/fs: cannot load io/fs: open /src/vendor/io/fs: no such file or directory", "go-too-old")]
    [TestCase("flag provided but not defined: -buildvcs", "go-too-old")]
    [TestCase("go: unknown subcommand \"work\"\nRun 'go help' for usage.", "go-too-old")]
    [TestCase("package example.com/tool@v1.2.0: can only use path@version syntax with 'go get'", "go-too-old")]

    // Commands that no module is there for.
    [TestCase("package example.com/kit: cannot download, $GOPATH not set. For more details see: go help gopath", "no-gomod")]
    [TestCase("can't load package: package main: cannot find package main in any of:", "no-gomod")]
    [TestCase("can't load package: something that no rule knows", "no-gomod")]
    [TestCase("can't load package: package app: no buildable Go source files in /go/src/app", "no-gomod")]
    [TestCase("go: no package to get in current directory", "no-gomod")]
    [TestCase("go: no packages loaded from ./...", "no-gomod")]
    [TestCase("go install: no install location for directory /src/shop outside GOPATH", "no-gomod")]

    // Requirements that exclude each other, or that no module fulfils.
    [TestCase("build example.com/shop: cannot load example.com/kit: something that no rule knows", "gomod-inconsistent")]
    [TestCase("go: example.com/kit@v1.2.0: something that no rule knows", "bad-version")]
    [TestCase("go: warning: example.com/kit@v1.2.0: retracted by module author: published by mistake", "none")]
    [TestCase("build example.com/shop: cannot load home/me/shop/web: malformed module path \"home/me/shop/web\": missing dot in first path element", "gomod-inconsistent")]
    [TestCase("go: -mod may only be set to readonly when in workspace mode, but it is set to \"mod\"", "gomod-inconsistent")]
    [TestCase("go: version constraints conflict:\n\texample.com/a@v1.0.0 requires example.com/b@v1.5.0, but example.com/b@v1.2.0 is requested", "gomod-inconsistent")]
    [TestCase("go: example.com/a@v1.0.0 requires example.com/b@v1.5.0, not example.com/b@v1.2.0", "gomod-inconsistent")]
    [TestCase("go: example.com/tool@latest (in example.com/tool@v1.2.0):\n\tThe go.mod file for the module providing named packages contains one or\n\tmore replace directives.", "gomod-inconsistent")]
    [TestCase("go: GOVCS disallows using bzr for public example.com/kit; see 'go help vcs'", "gomod-inconsistent")]
    [TestCase("go: example.com/kit/v2@v2.1.0: missing example.com/kit/go.mod and .../v2/go.mod at revision v2.1.0", "bad-version")]
    [TestCase("go: example.com/kit@v3.0.0+incompatible: invalid version: +incompatible suffix not allowed: module contains a go.mod file", "bad-version")]
    [TestCase("go: example.com/kit@v1.2.0-x: invalid: disallowed version string", "bad-version")]
    [TestCase("fatal: reference is not a tree: 0123456789abcdef0123456789abcdef01234567", "bad-version")]
    [TestCase("error: pathspec 'v9' did not match any file(s) known to git", "bad-version")]
    [TestCase("fatal: Remote branch v9 not found in upstream origin", "bad-version")]
    [TestCase("code in directory /go/src/example.com/kit expects import \"kit.example.net/kit\"", "module-path-mismatch")]
    [TestCase("go: invalid toolchain version in go.mod: 1.22.1", "toolchain-unavailable")]
    [TestCase("go: invalid GOTOOLCHAIN \"1.22\"", "toolchain-unavailable")]
    [TestCase("go: module REDACTED/@v/list: 502 Bad Gateway", "proxy-5xx")]
    [TestCase("# I get: go: example.com/kit@v1.2.0: reading https://mods.example.net/example.com/kit/@v/v1.2.0.info: 502 Bad Gateway", "none")]
    [TestCase("# output: go: example.com/kit@v1.2.0: reading https://mods.example.net/example.com/kit/@v/v1.2.0.info: 502 Bad Gateway", "proxy-5xx")]

    // Gazelle's own check of the sum.
    [TestCase("go: example.com/kit@v1.2.0: reading file:///srv/mods/example.com/kit/@v/v1.2.0.mod: no such file or directory", "proxy-404-410")]
    [TestCase("fetch_repo: resulting module with sum h1:AAAAAAAA=; expected sum h1:BBBBBBBB=", "checksum-mismatch")]
    [TestCase("fetch_repo: resulting module with sum h1:AAAAAAAA=; expected sum h1:AAAAAAAA=", "cache-corrupt")]
    [TestCase("ERROR: no such package '@@com_example_kit//': failed to fetch com_example_kit", "unknown")]

    // Repositories of every kind.
    [TestCase("\terror: RPC failed; result=22, HTTP code = 404\n\tfatal: The remote end hung up unexpectedly", "vcs-repo-not-found")]
    [TestCase("package example.com/kit: remote origin not found", "vcs-repo-not-found")]
    [TestCase("fatal: remote error: access denied or repository not exported: /kit", "vcs-repo-not-found")]
    [TestCase("\tremote: Cannot obtain refs from upstream: Get https://git.example.net/kit: net/http: request canceled (Client.Timeout exceeded)", "vcs-network")]
    [TestCase("error: https://git.example.net/kit did not send all necessary objects", "vcs-network")]
    [TestCase("[ERROR]\tFailed to install: Cannot detect VCS", "vcs-network")]
    [TestCase("\terror: cannot open FETCH_HEAD: Permission denied", "cache-permission")]
    [TestCase("\tbzr: ERROR: Not a branch: \"http://bzr.example.net/kit/\".", "vcs-repo-not-found")]
    [TestCase("abort: HTTP Error 404: Not Found", "vcs-repo-not-found")]
    [TestCase("abort: http authorization required for https://hg.example.net/kit", "vcs-auth")]
    [TestCase("svn: E170001: Authentication failed", "vcs-auth")]
    [TestCase("ERROR: Permission to example/kit.git denied to deploy key", "vcs-auth")]
    [TestCase("abort: error: Connection timed out", "vcs-network")]
    [TestCase("svn: E170013: Unable to connect to a repository at URL 'https://svn.example.net/kit'\nsvn: E000110: Error running context: Connection timed out", "vcs-network")]
    [TestCase("fatal: protocol error: bad pack header", "vcs-network")]
    [TestCase("fatal: Unable to create '/go/pkg/mod/cache/vcs/0a1b/shallow.lock': File exists.", "cache-corrupt")]
    [TestCase("fatal: loose object 0a1b2c3d (stored in objects/0a/1b2c3d) is corrupt", "cache-corrupt")]

    // Tools that are absent, too old, or made for another architecture.
    [TestCase("fatal: cannot run ssh: No such file or directory", "missing-tool")]
    [TestCase("sh: /go/src/shop/scripts/build.sh: not found", "missing-tool")]
    [TestCase("Missing \"go\" command.", "missing-tool")]
    [TestCase("protoc-gen-go: program not found or is not executable", "missing-tool")]
    [TestCase("The command '/bin/sh -c make build' returned a non-zero code: 127", "missing-tool")]
    [TestCase("[ERROR] Update failed for hg.example.net/kit: hg is not installed", "missing-tool")]
    [TestCase("go: missing Bazaar command. See https://golang.org/s/gogetcmd", "missing-tool")]
    [TestCase("\tfatal: unrecognized argument: --no-show-signature", "missing-tool")]
    [TestCase("# runtime/cgo\ngcc: error: unrecognized command-line option '-marm'; did you mean '-mabm'?", "missing-tool")]
    [TestCase("gcc_arm64.S: Assembler messages:\ngcc_arm64.S:28: Error: no such instruction: `stp x29,x30'", "missing-tool")]
    [TestCase("/usr/bin/ld: unrecognised emulation mode: aarch64linux", "missing-tool")]
    [TestCase("go: no such tool \"compile\"", "missing-tool")]
    [TestCase("go: cannot find GOROOT directory: /usr/local/go", "missing-tool")]
    [TestCase("compile: version \"go1.22.1\" does not match go tool version \"go1.22.3\"", "missing-tool")]
    [TestCase("rosetta error: failed to open elf at /lib64/ld-linux-x86-64.so.2", "exec-format")]

    // A shell that says only how its command ended.
    [TestCase("The command '/bin/sh -c make build' returned a non-zero code: 137", "oom-killed")]

    // Code.
    [TestCase("go build example.com/kit: invalid flag in #cgo LDFLAGS: -Wl,-x", "compile-error")]
    [TestCase("Step #2: ./main.go:25:9: undefined: kit.New", "compile-error")]
    [TestCase("store.c:38:42: error: 'pread64' undeclared here (not in a function)", "compile-error")]
    [TestCase("kit.go:18:2: import \"example.com/kit/cmd\" is a program, not an importable package", "compile-error")]
    [TestCase("187: [0.27s] ./main.go:25:9: not enough arguments in call to kit.New", "compile-error")]
    [TestCase("runtime.main_main·f: undefined: main.main", "compile-error")]
    [TestCase("package example.com/shop is not a main package", "compile-error")]
    [TestCase("go: cannot write multiple packages to non-directory shop", "compile-error")]
    [TestCase("link: example.com/shop: invalid reference to net.zoneCache", "compile-error")]
    [TestCase("FAIL\texample.com/shop [build failed]", "compile-error")]
    [TestCase("Ginkgo ran 1 suite in 5s\nTest Suite Failed", "test-failure")]
    [TestCase("    testing.go:1152: race detected during execution of test", "test-failure")]
    public void The_kind_of_a_message_is_known(string log, string kind) =>
        FailureClassifier.Classify(log).Kind.Id.Should().Be(kind);

    [TestCase("go: inconsistent vendoring in /src:\n\texample.com/kit@v1.2.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt", "example.com/kit@v1.2.0")]
    [TestCase("go: inconsistent vendoring in /src:\n\texample.com/kit@v1.2.0: is explicitly required in go.mod, but vendor/modules.txt indicates example.com/kit@v1.1.0", "example.com/kit@v1.2.0")]
    [TestCase("go get example.com/kit/log: zip: not a valid zip file", "example.com/kit/log")]
    [TestCase("main.go:6:2: unknown import path \"example.com/kit/log\": zip: not a valid zip file", "example.com/kit/log")]
    public void The_module_is_read_from_where_a_message_names_it(string log, string module) =>
        FailureClassifier.Classify(log).Module.Should().Be(module);

    [TestCase("go: example.com/kit@v1.2.0: git fetch -f https://git.example.net/kit refs/heads/*:refs/heads/* in /go/pkg/mod/cache/vcs/0a: exit status 128:\n\tfatal: the remote end hung up unexpectedly", "git.example.net")]
    public void The_host_is_read_from_the_command_that_failed(string log, string host) =>
        FailureClassifier.Classify(log).Host.Should().Be(host);

    [TestCase("go: warning: \"./...\" matched no packages")]
    [TestCase("fatal: not a git repository (or any of the parent directories): .git")]
    [TestCase("docker-buildx is not running, make it run")]
    public void A_message_that_no_build_ends_with_is_no_failure_of_go(string log) =>
        FailureClassifier.Classify(log).Kind.Id.Should().BeOneOf("none", "unknown");
}

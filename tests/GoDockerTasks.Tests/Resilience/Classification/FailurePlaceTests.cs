using GoDockerTasks.Resilience;

namespace GoDockerTasks.Tests.Resilience;

/// <summary>What a failure is about, where the line that tells of it does not say so itself.</summary>
public sealed class FailurePlaceTests
{
    private const string Clone = "# cd .; git clone -- https://git.example.net/team/kit /go/src/git.example.net/team/kit\n";

    [TestCase(Clone + "fatal: unable to access 'https://git.example.net/team/kit/': Could not resolve host: git.example.net", "dns-no-such-host", "git.example.net/team/kit")]
    [TestCase(Clone + "fatal: could not read Username for 'https://git.example.net': terminal prompts disabled", "vcs-auth", "git.example.net/team/kit")]
    [TestCase(Clone + "error: RPC failed; curl 56 SSLRead() return error -36\nfatal: early EOF", "vcs-network", "git.example.net/team/kit")]
    [TestCase("go: example.com/kit@v1.2.0: git fetch -f origin in /go/pkg/mod/cache/vcs/0a: exit status 128:\nfatal: unable to access 'https://git.example.net/kit/': server certificate verification failed. CAfile: none", "x509-unknown-ca", "example.com/kit@v1.2.0")]
    [TestCase("go get example.com/kit: unrecognized import path \"example.com/kit\": https fetch: Get \"https://example.com/kit?go-get=1\": x509: certificate has expired or is not yet valid", "x509-bad-cert", "example.com/kit")]
    [TestCase("build command-line-arguments: cannot load example.com/kit/log: import lookup disabled by -mod=readonly", "gomod-inconsistent", "example.com/kit/log")]
    [TestCase("go: missing Git command. See https://golang.org/s/gogetcmd\npackage example.com/kit: exec: \"git\": executable file not found in $PATH", "missing-tool", "example.com/kit")]
    [TestCase("go: example.com/kit@v1.2.0: mkdir /home/ci/go/pkg/mod/cache: permission denied", "cache-permission", "example.com/kit@v1.2.0")]
    [TestCase("go: downloading example.com/kit v1.2.0\ngo get: zip: not a valid zip file", "corrupt-download", "example.com/kit@v1.2.0")]
    [TestCase("go: downloading example.com/kit v1.2.0\ngo get example.com/kit/log: zip: not a valid zip file", "corrupt-download", "example.com/kit@v1.2.0")]
    [TestCase("kit.go:2:2: reading example.com/kit/go.mod at revision v1.2.0: git fetch -f origin in /go/pkg/mod/cache/vcs/0a: exit status 128:\n\terror: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly", "vcs-network", "example.com/kit@v1.2.0")]
    [TestCase("example.com/base@v1.0.0/base.go:10:2: ambiguous import: found package example.com/kit/log in multiple modules:\n\texample.com/kit v1.2.0 (/go/pkg/mod/kit)\n\texample.com/kit/log v1.0.0 (/go/pkg/mod/log)", "gomod-inconsistent", "example.com/kit@v1.2.0")]
    [TestCase("Cloning into '/go/src/git.example.net/team/kit'...\nerror: RPC failed; curl 56 GnuTLS recv error (-54)\nfatal: early EOF", "vcs-network", "git.example.net/team/kit")]
    [TestCase("https fetch failed: Get https://example.com/kit?go-get=1: dial tcp 192.0.2.7:443: connect: connection refused\ngo: example.com/kit@v1.2.0: unrecognized import path \"example.com/kit\" (https fetch: Get https://example.com/kit?go-get=1: dial tcp 192.0.2.7:443: connect: connection refused)", "connect-refused", "example.com/kit@v1.2.0")]
    [TestCase("kit.go:17:2: unknown import path \"example.com/kit/log\": ambiguous import: found example.com/kit/log in multiple modules:\n\texample.com/kit v1.2.0 (/go/pkg/mod/kit)", "gomod-inconsistent", "example.com/kit@v1.2.0")]
    [TestCase("/go/pkg/mod/example.com/kit@v1.2.0/kit.go:209:20: undefined: atomic.Bool\nnote: module requires Go 1.19", "go-too-old", "example.com/kit@v1.2.0")]
    public void The_module_is_known(string log, string kind, string module)
    {
        var diagnosis = FailureClassifier.Classify(log);

        (diagnosis.Kind.Id, diagnosis.Module).Should().Be((kind, module));
    }

    [TestCase("go: github.com/team/kit@v1.2.0: git fetch -f origin in /go/pkg/mod/cache/vcs/0a: exit status 128:\n\terror: RPC failed; curl 18 transfer closed with outstanding read data remaining", "vcs-network", "github.com")]
    [TestCase("fatal: Could not read from remote repository.\n\nfatal: clone of 'git@git.example.net:team/kit.git' into submodule path 'kit' failed", "vcs-auth", "git.example.net")]
    [TestCase("go.sum database server misbehavior detected!\n\nold database:\n\tgo.sum database tree\n\t12\n\n\t— sums.example.net Az3grmCv=", "sumdb-misbehavior", "sums.example.net")]
    [TestCase("level=info msg=\"trying next host\" error=\"failed to do request: Head \\\"https://r.example.net/v2/base/manifests/1\\\": net/http: TLS handshake timeout\" span=\"resolving docker.io/library/base:1\"", "registry-network", "r.example.net")]
    [TestCase("error checking push permissions: resolving authorization for r.example.net failed: error getting credentials - err: exit status 1, out: `see https://developers.google.com/accounts`", "registry-auth", "r.example.net")]
    [TestCase("Warning: Permanently added 'git.example.net,192.0.2.9' (RSA) to the list of known hosts.\nPermission denied (publickey).", "vcs-auth", "git.example.net")]
    [TestCase("$ docker pull r.example.net/team/base:1\n1: Pulling from team/base\nmanifest unknown", "registry-manifest-unknown", "r.example.net")]
    public void The_host_is_known(string log, string kind, string host)
    {
        var diagnosis = FailureClassifier.Classify(log);

        (diagnosis.Kind.Id, diagnosis.Host).Should().Be((kind, host));
    }

    [TestCase("main.go:9:2: reading git.example.net/kit/go.mod at revision v1.2.0: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a: exit status 128:\n\tfatal: could not read Username for 'https://git.example.net': terminal prompts disabled", "vcs-auth")]
    [TestCase(@"C:\Users\ci\go\pkg\mod\example.com\kit@v1.2.0\kit.go:13:10: undefined: Kernel", "compile-error")]
    [TestCase("go: bitbucket.org/team/kit@v2.0.0+incompatible: reading https://api.bitbucket.org/2.0/repositories/team/kit?fields=scm: 403 Forbidden", "vcs-auth")]
    [TestCase("fatal: Unable to find remote helper for 'https'", "missing-tool")]
    [TestCase("go: modules disabled inside GOPATH/src by GO111MODULE=auto; see 'go help modules'", "no-gomod")]
    [TestCase("go: example.com/kit@v1.2.0: unrecognized import path \"example.com/kit\" (https fetch: Get https://example.com/kit?go-get=1: Tor is not an HTTP Proxy)", "http-proxy-broken")]
    [TestCase("failed to solve with frontend dockerfile.v0: failed to create LLB definition: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed", "registry-auth")]
    [TestCase("level=error msg=\"Failed to push to destination r.example.net/shop:1\"\nlevel=error msg=\"UNAUTHORIZED: \\\"authentication required\\\"\"", "registry-auth")]
    [TestCase("ERROR: failed to solve: base:1: pulling from host r.example.net failed with status code [manifests 1]: 429 Too Many Requests", "registry-rate-limit")]
    [TestCase("ERROR: failed to solve: base:1: pulling from host r.example.net failed with status code [manifests 1]: 503 Service Unavailable", "registry-network")]
    [TestCase("ERROR: failed to solve: base:1: pulling from host r.example.net failed with status code [manifests 1]: 404 Not Found", "registry-manifest-unknown")]
    [TestCase("ERROR: failed to solve: base:1: pulling from host r.example.net failed with status code [manifests 1]: 401 Unauthorized", "registry-auth")]
    [TestCase("    shop_test.go:9: toomanyrequests: You have reached your pull rate limit.\n--- FAIL: TestShop (0.1s)\nFAIL\texample.com/shop\t0.2s", "registry-rate-limit")]
    [TestCase("fork/exec /tmp/go-build0/b001/shop.test: exec format error\nFAIL\texample.com/shop\t0.002s", "exec-format")]
    [TestCase("dial tcp: lookup mods.example.net on [fec0::2]:53: dial udp [fec0::2]:53: connect: invalid argument", "dns-resolver-unreachable")]
    [TestCase("err: kit.go:2:2: example.com/kit@v1.2.0: reading https://proxy.golang.org/example.com/kit/@v/v1.2.0.zip: 403 Forbidden", "proxy-denied")]
    [TestCase("ERROR: r.example.net/base:1@sha256:0a1b not found", "registry-manifest-unknown")]
    [TestCase(" > resolve image config for docker.io/docker/dockerfile:1:\n------\nERROR: failed to solve: failed to authorize: failed to fetch anonymous token: Get \"https://auth.docker.io/token\": Forbidden", "buildkit-frontend-pull")]
    [TestCase("r.example.net/team/base:1.0-rc not found", "registry-manifest-unknown")]
    [TestCase("Error: determining starting point for build: no FROM statement found", "dockerfile-parse")]
    [TestCase("go: disabling cache (/home/ci/.cache/go-build) due to initialization failure: open /home/ci/.cache/go-build/log.txt: permission denied\n./kit.go:78:10: undefined: unknown", "compile-error")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": write tcp [fe80::1%utun4]:5->[2001:db8::1]:443: write: socket is not connected", "conn-reset")]
    [TestCase("go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.zip\": dial tcp 192.0.2.7:443: connect: bad file descriptor", "connect-refused")]
    [TestCase("example.com/kit@v1.2.0: verifying module: example.com/kit@v1.2.0: reading https://mods.example.net/sumdb/sum.golang.org/tile/8/0/x003/099: http2: server sent GOAWAY and closed the connection;", "sumdb-unreachable")]
    [TestCase("registry.example.net/kit/log: cannot find module providing package registry.example.net/kit/log: unrecognized import path \"registry.example.net/kit/log\": reading https://registry.example.net/kit/log?go-get=1: 404 Not Found", "vcs-repo-not-found")]
    [TestCase("package example.com/kit: unrecognized import path \"example.com/kit\" (https fetch: Get https://example.com/kit?go-get=1: dial tcp 192.0.2.7:443: connectex:\nNo connection could be made because the target machine actively refused it.)", "connect-refused")]
    [TestCase("57 | 16: Pulling from library/base\n58 | toomanyrequests: You have reached your pull rate limit.", "registry-rate-limit")]
    [TestCase("dockerfile invalid: flag '--mount=type=cache,target=/go/pkg/mod' is missing an id argument at Line 25", "dockerfile-parse")]
    [TestCase(@"docker: Error response from daemon: open \\.\pipe\docker_engine_linux: The system cannot find the file specified.", "daemon-unavailable")]
    [TestCase("go: disabling cache (/.cache/go-build) due to initialization failure: mkdir /.cache: permission denied\ngo: cannot use modules with build cache disabled", "cache-permission")]
    [TestCase("unable to prepare context: The Dockerfile (/src/Dockerfile.dev) must be within the build context (./bin)", "dockerfile-parse")]
    [TestCase("##[error]No space left on device", "disk-full")]
    public void The_deepest_cause_is_the_kind(string log, string kind) =>
        FailureClassifier.Classify(log).Kind.Id.Should().Be(kind);

    [TestCase("v0.0.0-20190410021324-65acae22fc9", "fix-gomod")]
    [TestCase("v0.0.0-20190410021324-65acae22fc91", "failover-proxy")]
    public void A_version_with_half_a_commit_is_nowhere(string version, string action) =>
        FailureClassifier.Classify($"go: example.com/kit@{version}: unexpected status (https://mods.example.net/example.com/kit/@v/{version}.info): 404 Not Found")
            .Action.Should().Be(action);
}

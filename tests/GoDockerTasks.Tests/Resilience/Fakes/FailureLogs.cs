namespace GoDockerTasks.Tests.Resilience.Fakes;

/// <summary>Logs of builds that failed, one for each thing that the tests let go wrong.</summary>
internal static class FailureLogs
{
    public const string Reset = "go: example.com/kit@v1.2.0: Get \"https://a.example.net/example.com/kit/@v/v1.2.0.zip\": read tcp 10.1.1.1:5000->192.0.2.7:443: read: connection reset by peer\n";

    public const string Compile = "# example.com/shop\n./main.go:9:32: undefined: kit.NoSuch\n";

    public const string DiskFull = "write /var/lib/docker/tmp/x: no space left on device\n";

    public const string OutOfMemory = "go build example.com/shop: /usr/local/go/pkg/tool/linux_amd64/compile: signal: killed\n";

    public const string EmptyGoMod = "verifying example.com/kit@v1.2.0/go.mod: checksum mismatch\n\tdownloaded: h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=\n\tgo.sum:     h1:ZZZZJd8sKfjw0xJ2mTq4vN5o6p7q8r9s0tUuVvWwXxY=\n";

    public const string Mismatch = "verifying example.com/kit@v1.2.0: checksum mismatch\n\tdownloaded: h1:AAAAIBscjZBy2aDkTn7bGd5lKtAzS0v3mK1w8Zb0aaA=\n\tgo.sum:     h1:ZZZZJd8sKfjw0xJ2mTq4vN5o6p7q8r9s0tUuVvWwXxY=\n";

    public const string Session = "ERROR: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF\n";

    public const string CachePermission = "failed to initialize build cache at /.cache/go-build: mkdir /.cache: permission denied\n";

    public const string NoResolver = "go: example.com/kit@v1.2.0: Get \"https://a.example.net/example.com/kit/@v/v1.2.0.zip\": dial tcp: lookup a.example.net on 192.0.2.53:53: dial udp 192.0.2.53:53: connect: network is unreachable\n";

    public const string Stalled = "ERROR: stalled: the deadline is over, and still running was [2/3] RUN go mod download 1800s\n";

    public static string DialTimeout(string host) =>
        $"go: example.com/kit@v1.2.0: Get \"https://{host}/example.com/kit/@v/v1.2.0.zip\": dial tcp 192.0.2.7:443: i/o timeout\n";

    public static string Status(string host, string status) =>
        $"go: example.com/kit@v1.2.0: reading https://{host}/example.com/kit/@v/v1.2.0.mod: {status}\n";

    public static string RegistryTimeout(string host) =>
        $"ERROR: failed to solve: alpine:3: failed to resolve source metadata for docker.io/library/alpine:3: failed to do request: Head \"https://{host}/v2/library/alpine/manifests/3\": dial tcp 192.0.2.9:443: i/o timeout\n";
}

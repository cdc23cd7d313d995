using GoDockerTasks.TestSupport;
using GoDockerTasks.TestSupport.Networks;

namespace GoDockerTasks.EndToEnd.Networks;

/// <summary>The table of broken networks.</summary>
internal static class BrokenNetworks
{
    private const string Good = $"--address=/goproxy.test/{NetworkLab.Bridge}";
    private const string Refused = "tcp: connection refused";
    private const string CorporateCa = "issued by 'Example Corp Root CA'";

    /// <summary>Gets the rows that run with every test run.</summary>
    public static IReadOnlyList<BrokenNetwork> Always { get; } =
    [
        new("a proxy at which nothing listens", scene => Set(scene, $"{scene.Dead},direct"), "module proxies", Refused, "is the port in .* right")
        {
            Code = "GDT1105", Cause = Refused,
        },
        new("a dead proxy before a pipe", scene => Set(scene, $"{scene.Dead}|{scene.Serve().Url}"),
            "module proxies", $"{Refused}; another one takes over", "is the port in .* right")
        {
            State = "warning",
        },
        new("a captive portal before a pipe", scene => Set(scene, $"{scene.Serve(Fault.Html).Url}|{scene.Serve().Url}"),
            "module proxies", "it serves an HTML page", "take it out of GOPROXY")
        {
            State = "warning",
        },
        new("a corporate proxy that answers 403 while public ones can be reached",
            async scene =>
            {
                await scene.ServePublicProxiesAsync();
                scene.GoProxy = $"{scene.Serve(Fault.Status(403)).Url},direct";
            },
            "module proxies", "http: HTTP 403: it refuses to serve", "netrc")
        {
            Code = "GDT1104", Cause = "http: HTTP 403: it refuses to serve",
        },
        new("a name that does not exist",
            async scene =>
            {
                await scene.ServeNamesAsync();
                scene.GoProxy = "http://goproxy.test";
            },
            "DNS", "goproxy.test: there is no such name", "nslookup goproxy.test")
        {
            Code = "GDT1105", Cause = "dns: there is no such name",
        },
        new("a name server that fails (SERVFAIL)",
            async scene =>
            {
                await scene.ServeNamesAsync(NameServerManner.Failing);
                scene.GoProxy = "http://goproxy.test";
            },
            "DNS", "goproxy.test: the name server fails or does not answer", "nslookup goproxy.test")
        {
            Code = "GDT1105", Cause = "dns: the name server fails or does not answer",
        },
        new("a name with an IPv6 address alone, which RUN steps have not",
            async scene =>
            {
                await scene.Lab.RunAsync("ip", "-6", "address", "replace", "fd00:9::1/128", "dev", "lo");
                await scene.ServeNamesAsync("--address=/goproxy.test/fd00:9::1");
                scene.GoProxy = $"http://goproxy.test:{new Uri(scene.Serve("fd00:9::1").Url).Port}";
            },
            "inside a RUN", "goproxy.test", "--godocker_runnetwork=host"),
        new("a certificate of a CA that is not trusted", scene => ServeTlsAsync(scene, DateTimeOffset.UtcNow.AddDays(1), "goproxy.test"),
            "module proxies", $"tls: the certificate was {CorporateCa}, which is not trusted", "--godocker_cafile")
        {
            Code = "GDT1107", Cause = CorporateCa,
        },
        new("an HTTP proxy that wants credentials and gets none",
            async scene =>
            {
                var proxy = scene.Keep(await scene.Lab.ServeTinyproxyAsync(login: ("shop", "right-password")));
                scene.Behind($"http://{proxy.Authority}");
            },
            "module proxies", "HTTP 407: HTTP proxy .* wants credentials", "HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT")
        {
            Code = "GDT1111", Cause = "407",
        },
        new("a proxy that RUN steps cannot reach", scene => Set(scene, scene.Serve("127.0.0.1").Url),
            "inside a RUN", "cannot be reached: .*refused", "--godocker_runnetwork=host"),
        new("a name that is found here and not in RUN steps",
            async scene =>
            {
                scene.Keep(await scene.Lab.ServeNamesAsync("127.0.0.1", NameServerManner.Honest, Good));
                scene.Keep(await scene.Lab.ServeNamesAsync(NetworkLab.Bridge, NameServerManner.Honest));
                scene.GoProxy = $"http://goproxy.test:{new Uri(scene.Serve().Url).Port}";
            },
            "inside a RUN", "goproxy.test is not found .name servers 172.17.0.1", "\"dns\""),
        new("a credential helper of the docker client that is not there",
            scene =>
            {
                scene.DockerConfig("""{ "credsStore": "desktop" }""");
                return Set(scene, scene.Serve().Url);
            },
            "docker client", "names docker-credential-desktop, which is not in PATH", "docker login"),
        new("a value pasted from a web page, while public proxies can be reached",
            async scene =>
            {
                await scene.ServePublicProxiesAsync();
                scene.GoProxy = "https://goproxy.test，direct";
            },
            "settings", "full-width '，'", "change the value where it is set")
        {
            Code = "GDT2001", Cause = ".",
        },
        new("a dead proxy before a comma", scene => Set(scene, $"{scene.Dead},{scene.Serve().Url},direct"),
            "module proxies", $"{Refused}; a comma follows it, so Go does not ask the next one", @"--goproxy='http://[\d.:]+\|http://[\d.:]+,direct'")
        {
            Code = "GDT1105", Cause = ".",
        },
        new("a proxy that is overloaded", scene => Set(scene, scene.Serve(Fault.Status(503)).Url), "module proxies", "http: HTTP 503", "run again later")
        {
            Code = "GDT1105", Cause = "http: HTTP 503",
        },
        new("a certificate of another host", scene => ServeTlsAsync(scene, DateTimeOffset.UtcNow.AddDays(1), "another.test"),
            "module proxies", "the certificate is for another.test, not for goproxy.test", "openssl s_client")
        {
            Code = "GDT1107", Cause = "another.test",
        },
        new("a certificate that has expired", scene => ServeTlsAsync(scene, DateTimeOffset.UtcNow.AddDays(-3), "goproxy.test"),
            "module proxies", "the certificate expired on", "openssl s_client")
        {
            Code = "GDT1107", Cause = "expired",
        },
        new("an HTTP proxy at which nothing listens",
            scene =>
            {
                scene.Behind(scene.Dead);
                return Task.CompletedTask;
            },
            "module proxies", "HTTP proxy http://172.17.0.1:9: connection refused", "is the address in HTTPS_PROXY .*right")
        {
            Code = "GDT1105", Cause = "HTTP proxy http://172.17.0.1:9: connection refused",
        },
    ];

    /// <summary>Gets the rows that run with <c>--all</c>.</summary>
    public static IReadOnlyList<BrokenNetwork> Exhaustive { get; } =
    [
        new("a proxy that accepts and never answers", scene => Set(scene, $"{scene.Serve(Fault.Hang).Url},{scene.Serve().Url}"),
            "module proxies", "no answer within 2.5 s", "run again later|--goproxy"),
        new("a proxy that trickles before a pipe", scene => Set(scene, $"{scene.Serve(Fault.Slow(300), ".zip").Url}|{scene.Serve().Url}"),
            "module proxies", "slow, .* kB/s", "name a nearer proxy")
        {
            State = "warning",
        },
        new("a proxy with damaged zips before a pipe", scene => Set(scene, $"{scene.Serve(Fault.Corrupt, ".zip").Url}|{scene.Serve().Url}"),
            "module proxies", "it serves a damaged zip", "take it out of GOPROXY")
        {
            State = "warning",
        },
        new("a proxy with other content before a pipe", scene => Set(scene, $"{scene.Serve(Fault.Corrupt, ".mod").Url}|{scene.Serve().Url}"),
            "module proxies", "it serves another go.mod", "take it out of GOPROXY")
        {
            State = "warning",
        },
        new("a proxy that has what cannot exist", scene => Set(scene, $"{scene.Serve(Fault.Status(200), "v999.0.0.info").Url}|{scene.Serve().Url}"),
            "module proxies", "answers HTTP 200 for .*v999.0.0.info, which does not exist", "take it out of GOPROXY")
        {
            State = "warning",
        },
        new("a proxy that refuses the checksum database", scene => Set(scene, scene.Serve(Fault.Status(403), "/supported").Url),
            "module proxies", "HTTP 403 on /sumdb/sum.golang.org/supported", "pass /sumdb/ on")
        {
            State = "warning",
        },
        new("a proxy that resets connections before a pipe", scene => Set(scene, $"{scene.Serve(Fault.Reset).Url}|{scene.Serve().Url}"),
            "module proxies", "connection reset|closed before", ".")
        {
            State = "warning",
        },
        new("a name server that says nothing",
            async scene =>
            {
                await scene.ServeNamesAsync(NameServerManner.Silent);
                scene.GoProxy = "http://goproxy.test";
            },
            "DNS", "goproxy.test: the name server .*does not answer", "resolv.conf")
        {
            Code = "GDT1105", Cause = "dns: ",
        },
        new("a name server that takes a second",
            async scene =>
            {
                await scene.ServeNamesAsync(NameServerManner.Slow, Good);
                scene.GoProxy = $"http://goproxy.test:{new Uri(scene.Serve().Url).Port}";
            },
            "DNS", @"goproxy.test: the name server takes \d{4} ms", "nearer server")
        {
            State = "warning",
        },
        new("an IPv6 address behind which nothing answers",
            async scene =>
            {
                await scene.Lab.RunAsync("ip", "link", "add", "hole", "type", "veth", "peer", "name", "nobody");
                await scene.Lab.RunAsync("ip", "link", "set", "hole", "up");
                await scene.Lab.RunAsync("ip", "link", "set", "nobody", "up");
                await scene.Lab.RunAsync("ip", "-6", "address", "add", "fd00:d::1/64", "dev", "hole", "nodad");
                await scene.ServeNamesAsync(Good, "--address=/goproxy.test/fd00:d::2");
                scene.GoProxy = $"http://goproxy.test:{new Uri(scene.Serve().Url).Port}";
            },
            "module proxies", "IPv6 does not work .*; the other family does", null)
        {
            State = "warning",
        },
        new("TLS that is opened on the way, its CA named",
            async scene =>
            {
                await scene.ServePublicProxiesAsync();
                scene.AsksPublicOnes();
            },
            "module proxies", "TLS to proxy.golang.org is opened on the way", null)
        {
            State = "warning", AsksPublicOnes = true,
        },
        new("TLS that is opened on the way, its CA not named",
            async scene =>
            {
                await scene.ServePublicProxiesAsync();
                scene.AsksPublicOnes();
                scene.Variables.Remove("CAKE_GODOCKER_CAFILE");
            },
            "module proxies", $"TLS is opened on the way: the certificate was {CorporateCa}", "--godocker_cafile")
        {
            Code = "GDT1107", Cause = ".", AsksPublicOnes = true,
        },
        new("proxy.golang.org cut off, another public proxy not",
            async scene =>
            {
                await scene.ServePublicProxiesAsync("127.0.0.7");
                scene.AsksPublicOnes();
            },
            "module proxies", "proxy.golang.org: tcp: connection refused; another one takes over", ".")
        {
            State = "warning", AsksPublicOnes = true,
        },
        new("an HTTP proxy that gets wrong credentials",
            async scene => scene.Behind($"http://shop:wrong-password@{scene.Keep(await scene.Lab.ServeSquidAsync()).Authority}"),
            "module proxies", "HTTP 407: HTTP proxy .* wants credentials, or others", "with the right user and password")
        {
            Code = "GDT1111", Cause = "407",
        },
        new("an HTTP proxy that gets the right credentials, and the CA of what is behind it",
            async scene => scene.Behind($"http://shop:right-password@{scene.Keep(await scene.Lab.ServeSquidAsync()).Authority}"),
            "module proxies", "ms", null)
        {
            State = "ok",
        },
        new("an HTTP proxy that does not allow the host",
            async scene => scene.Behind($"http://shop:right-password@{scene.Keep(await scene.Lab.ServeSquidAsync(NetworkLab.Bridge)).Authority}"),
            "module proxies", @"HTTP proxy .* refuses the connection \(HTTP 403\)", "have 172.17.0.1 allowed .*NO_PROXY=172.17.0.1")
        {
            Code = "GDT1111", Cause = "refuses the connection",
        },
        new("a builder whose container cannot be pulled",
            async scene =>
            {
                scene.DockerConfig("{}");
                await scene.CreateBuilderAsync("lab");
                scene.Variables["BUILDX_BUILDER"] = "lab";
                scene.GoProxy = scene.Serve().Url;
            },
            "BuildKit", "builder lab.*moby/buildkit:buildx-stable-1, which the daemon cannot pull", "--godocker_builder=default")
        {
            Code = "GDT3013", Cause = ".",
        },
        new("a registry mirror that is not there",
            scene =>
            {
                scene.Variables["CAKE_GODOCKER_REGISTRYMIRRORS"] = $"docker.io={NetworkLab.Bridge}:9";
                scene.Variables["CAKE_GODOCKER_BASEFALLBACK"] = "none";
                return Set(scene, scene.Serve().Url);
            },
            "registry", "172.17.0.1:9: tcp: connection refused; not in the engine: golang:1.24", "docker load")
        {
            Code = "GDT3201", Cause = ".",
        },
        new("a private module that public proxies are asked for",
            async scene =>
            {
                await scene.ServePublicProxiesAsync(modules: Path.Combine(Paths.Root, "samples", "orders"));
                scene.AsksPublicOnes();
                scene.Variables["GOPROXY"] = "https://proxy.golang.org";
            },
            "module proxies", "it does not have .*, which is in go.sum or public", "is the module private. export GOPRIVATE=")
        {
            State = "warning", Code = "GDT1103", Cause = "it is private and the proxy may not see it", AsksPublicOnes = true,
        },
    ];

    private static Task Set(NetworkScene scene, string goProxy)
    {
        scene.GoProxy = goProxy;
        return Task.CompletedTask;
    }

    private static async Task ServeTlsAsync(NetworkScene scene, DateTimeOffset until, string host)
    {
        await scene.ServeNamesAsync(Good);
        using var certificate = scene.Authority.Issue(DateTimeOffset.UtcNow.AddDays(-10), until, host);
        scene.Keep(await scene.Lab.ServeTlsAsync(certificate, scene.Modules));
        scene.GoProxy = "https://goproxy.test";
    }
}

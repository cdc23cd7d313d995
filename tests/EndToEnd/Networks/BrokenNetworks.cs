using GoDockerTasks.TestSupport;
using GoDockerTasks.TestSupport.Networks;

namespace GoDockerTasks.EndToEnd.Networks;

/// <summary>The table of broken networks.</summary>
internal static class BrokenNetworks
{
    private const string Good = $"--address=/goproxy.test/{NetworkLab.Bridge}";

    /// <summary>Gets the rows that run with every test run.</summary>
    public static IReadOnlyList<BrokenNetwork> Always { get; } =
    [
        new("a proxy at which nothing listens", scene => Set(scene, $"{scene.Dead},direct"),
            "module proxies", "tcp: connection refused", "is the port in .* right")
        {
            Code = "GDT1105", Cause = "tcp: connection refused",
        },
        new("a dead proxy before a pipe", scene => Set(scene, $"{scene.Dead}|{scene.Serve().Url}"),
            "module proxies", "connection refused; another one takes over", "is the port in .* right")
        {
            State = "warning",
        },
        new("a captive portal before a pipe", scene => Set(scene, $"{scene.Serve(Fault.Html).Url}|{scene.Serve().Url}"),
            "module proxies", "it serves an HTML page", "take it out of GOPROXY")
        {
            State = "warning",
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
        new("a certificate of a CA that is not trusted",
            async scene =>
            {
                await scene.ServeNamesAsync(Good);
                using var certificate = scene.Authority.Issue("goproxy.test");
                scene.Keep(await scene.Lab.ServeTlsAsync(certificate, scene.Modules));
                scene.GoProxy = "https://goproxy.test";
            },
            "module proxies", "tls: the certificate was issued by 'Example Corp Root CA', which is not trusted", "--godocker_cafile")
        {
            Code = "GDT1107", Cause = "Example Corp Root CA",
        },
        new("a proxy that RUN steps cannot reach",
            scene => Set(scene, scene.Serve("127.0.0.1").Url),
            "inside a RUN", "cannot be reached: .*refused", "--godocker_runnetwork=host"),
    ];

    /// <summary>Gets the rows that run with <c>--all</c>.</summary>
    public static IReadOnlyList<BrokenNetwork> Exhaustive { get; } = [];

    private static Task Set(NetworkScene scene, string goProxy)
    {
        scene.GoProxy = goProxy;
        return Task.CompletedTask;
    }
}

using System.Net;
using System.Net.Sockets;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.TestSupport;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

/// <summary>
/// What each failure of the first element of a GOPROXY list leads to, by its separator and by what follows.
/// </summary>
/// <remarks>
/// The expectations are Go's (https://go.dev/ref/mod#goproxy-protocol), but where it would hang or stop with content that is no
/// module: there the next proxy is asked, and what follows the proxies is not, because Go in the build would not come to it.
/// </remarks>
[TestFixture]
public sealed class ProxyListTests
{
    private static readonly TestModule Hello = TestModule.Hello();

    private static readonly TestModule Changed =
        new("example.com/hello", "v1.0.0", ("go.mod", "module example.com/hello\n"), ("x.go", "package x\n"));

    private static readonly (string Name, Failing Failing)[] Missing =
        [("404", Status(404)), ("410", Status(410)), ("no such file", new FailingFolder(Exists: false))];

    private static readonly (string Name, Failing Failing)[] Refused =
        [("400", Status(400)), ("401", Status(401)), ("403", Status(403))];

    private static readonly (string Name, Failing Failing)[] Failed =
    [
        ("408", Status(408)), ("429", Status(429)), ("500", Status(500)), ("502", Status(502)), ("503", Status(503)),
        ("reset", new Replying(Reply.ResetConnection)), ("cut", new Replying(Reply.CutAfter(Hello.Zip, 20))), ("refused", new ClosedPort()),
    ];

    private static readonly (string Name, Failing Failing)[] Hung =
        [("hang", new Replying(Reply.NoAnswer)), ("stall", new Replying(Reply.CutAfter(Hello.Zip, 20) with { ThenSilent = true }))];

    private static readonly (string Name, Failing Failing)[] NoModule =
    [
        ("HTML", new Replying(Reply.Html)), ("JSON", new Replying(new(200, "{}"u8.ToArray()))), ("empty", new Replying(new(200, []))),
        ("204", Status(204)), ("bad zip", new Replying(new(200, Hello.Zip[..^9]))), ("bad zip in a folder", new FailingFolder(Exists: true)),
    ];

    private static readonly (string Name, Failing Failing)[] Mismatch = [("mismatch", new Replying(new(200, Changed.Zip)))];

    public static IEnumerable<TestCaseData> Rows =>
    [
        // Followed by              , a proxy       | a proxy       ,direct          |direct          ,off             |off
        .. Table(Missing,           Next,           Next,           LeftToGo,        LeftToGo,        "GDT1103",       "GDT1103"),
        .. Table(Refused,           "GDT1104",      Next,           "GDT1104",       LeftToGo,        "GDT1104",       "GDT1104"),
        .. Table(Failed,            "GDT1105",      Next,           "GDT1105",       LeftToGo,        "GDT1105",       "GDT1105"),
        .. Table(Hung,              Next,           Next,           "GDT1105",       "GDT1105",       "GDT1105",       "GDT1105"),
        .. Table(NoModule,          Next,           Next,           "GDT1105",       "GDT1105",       "GDT1105",       "GDT1105"),
        .. Table(Mismatch,          "GDT1102",      "GDT1102",      "GDT1102",       "GDT1102",       "GDT1102",       "GDT1102"),
    ];

    private const string Next = "the next proxy gives it";
    private const string LeftToGo = "left to Go";

    [TestCaseSource(nameof(Rows))]
    public async Task A_failure_leads_where_the_list_says(object first, string rest, string expected)
    {
        await using var failing = await ((Failing)first).StartAsync();
        await using var good = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        scene.Limits = scene.Limits with { Attempts = 1 };
        var sum = File.ReadAllBytes(Path.Combine(scene.Service, "go.sum"));

        var outcome = await OutcomeAsync(scene, failing.Url + rest.Replace("P", good.Url, StringComparison.Ordinal));

        outcome.Should().Be(expected);
        good.Requests.Should().HaveCount(expected == Next ? 1 : 0);
        File.ReadAllBytes(Path.Combine(scene.Service, "go.sum")).Should().Equal(sum);
        if (expected is not Next)
        {
            scene.FilesInStore.Should().BeEmpty();
        }
    }

    [TestCase("direct", LeftToGo)]
    [TestCase("off", "GDT1103")]
    [TestCase("off,P", "GDT1103")]
    [TestCase("off,direct", "GDT1103")]
    [TestCase("direct,P", LeftToGo)]
    public async Task A_list_that_begins_with_a_word_asks_nobody(string list, string expected)
    {
        await using var good = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);

        (await OutcomeAsync(scene, list.Replace("P", good.Url, StringComparison.Ordinal))).Should().Be(expected);
        good.Requests.Should().BeEmpty();
    }

    [TestCase(',', "GDT1104")]
    [TestCase('|', Next)]
    [Platform("Linux")]
    public async Task A_folder_that_may_not_be_read_is_a_403(char separator, string expected)
    {
        await using var good = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        using var locked = new TempDirectory();

        var run = await PrefetchRun.WithoutPowersAsync(
            scene, $"{RealGo.Only(locked.Path)}{separator}{good.Url}", $"chmod 0 {locked.Path}; code=0; \"$@\" || code=1; chmod 700 {locked.Path}; exit $code");

        (run.Succeeded ? Next : run.Error).Should().Contain(expected == Next ? Next : "may not be read by the user who runs this");
        good.Requests.Should().HaveCount(expected == Next ? 1 : 0);
    }

    private static async Task<string> OutcomeAsync(PrefetchScene scene, string goProxy)
    {
        try
        {
            return await scene.PrefetchAsync(goProxy) is { Downloaded: 1 } ? Next : LeftToGo;
        }
        catch (GoDockerException e)
        {
            return e.Kind.Code;
        }
    }

    private static IEnumerable<TestCaseData> Table((string Name, Failing Failing)[] failures, params string[] expectations)
    {
        string[] rests = [",P", "|P", ",direct", "|direct", ",off", "|off"];
        return failures.SelectMany(failure => rests.Zip(expectations, (rest, expected) =>
            new TestCaseData(failure.Failing, rest, expected).SetArgDisplayNames(failure.Name, rest, expected)));
    }

    private static Replying Status(int status) => new(Reply.Error(status));

    public sealed record Started(string Url, IAsyncDisposable? Server = null) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>The first element of the list.</summary>
    public abstract record Failing
    {
        public abstract Task<Started> StartAsync();
    }

    private sealed record Replying(Reply Reply) : Failing
    {
        public override Task<Started> StartAsync()
        {
            var server = new LoopbackProxy { Misbehave = (_, _) => Reply };
            return Task.FromResult(new Started(server.Url, server));
        }
    }

    private sealed record ClosedPort : Failing
    {
        public override Task<Started> StartAsync()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return Task.FromResult(new Started($"http://{listener.LocalEndpoint}"));
        }
    }

    private sealed record FailingFolder(bool Exists) : Failing
    {
        public override async Task<Started> StartAsync()
        {
            var folder = new Folder();
            if (Exists)
            {
                var path = folder.Content.File(Hello.Module.Escaped + ".zip");
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, Hello.Zip[..^9]);
            }

            return new(RealGo.Only(folder.Content.Path), folder);
        }
    }

    private sealed class Folder : IAsyncDisposable
    {
        public TempDirectory Content { get; } = new();

        public ValueTask DisposeAsync()
        {
            Content.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

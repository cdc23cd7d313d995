using System.Globalization;

namespace GoDockerTasks.Demo;

/// <summary>Builds one repo with plain docker build and with this tool, while its network gets from bad to worse.</summary>
/// <param name="root">This repo's root.</param>
/// <param name="host">The command of the built host.</param>
/// <param name="say">Takes what is going on, line by line.</param>
public sealed class Demonstration(string root, IReadOnlyList<string> host, Action<string> say)
{
    private const string PrivateName = "rates";

    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(3);

    /// <summary>Gets how long plain docker build is waited for in the broken network.</summary>
    public TimeSpan PlainLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how many builds after a change each median is of.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Gets whether plain docker build gets a clean network at the end, to compare the images.</summary>
    public bool Compares { get; init; } = true;

    /// <summary>Runs it all.</summary>
    /// <returns>The lines of the table.</returns>
    public async Task<IReadOnlyList<DemoRow>> RunAsync()
    {
        say("Making a network, a Docker engine in it, and base images from this machine's own Go ...");
        await using var network = await CompanyNetwork.StartAsync(
            Path.Combine(root, "samples", "goproxy"), Path.Combine(root, "tests", "Demo", "rates"));
        var commands = new Commands(network);
        await BaseImages.MakeAsync(commands, host, network.PublicCa);
        using var checkout = new Checkout(Path.Combine(root, "samples", "billing"));

        await network.BreakAsync();
        say($"GOPROXY is {CompanyNetwork.GoProxy}: the first never answers, TLS to the second is opened by a CA that no image trusts.");
        say($"Plain docker build of samples/billing; it is stopped after {PlainLimit.TotalSeconds:0} s ...");
        var plain = await commands.RunAsync(checkout.Folder, PlainLimit, Plain("broken", network));
        say(Words(plain));

        say("This tool, same network, same files ...");
        var ours = await commands.RunAsync(checkout.Folder, Timeout.InfiniteTimeSpan, Ours("first", network));
        say(Words(ours));
        var hop = ours.Lines.FirstOrDefault(line => line.Contains($"{CompanyNetwork.BrokenHop}:3000 does not answer", StringComparison.Ordinal));

        say("One line of main.go changes ...");
        var changed = await RebuildAsync(commands, checkout, network);
        say("Now the network is cut, and one line changes again ...");
        await network.CutAsync();
        var cutOff = await RebuildAsync(commands, checkout, network);
        var heard = network.HeardInPublic;
        var names = heard.Count(path => path.Contains(PrivateName, StringComparison.Ordinal));

        return
        [
            new("The first build, in the broken network", Words(plain), Words(ours), ours.Succeeded),
            new("What it says is broken", LastStep(plain), hop?.Split(';')[0] ?? "nothing", hop is not null),
            new("One line changed", "-", Median(changed), changed.All(build => build.Succeeded)),
            new("One line changed, the network cut", "-", Median(cutOff), cutOff.All(build => build.Succeeded)),
            .. Compares ? [await CompareAsync(commands, network)] : Array.Empty<DemoRow>(),
            new("Private names in the public proxy's log", "-", names == 0 ? $"none, in {heard.Count} requests" : $"{names}", names == 0),
        ];
    }

    private async Task<DemoRow> CompareAsync(Commands commands, CompanyNetwork network)
    {
        await network.MendAsync();
        say("The network is mended: every proxy answers, nobody opens TLS. Plain docker build once more, to compare the images ...");
        using var checkout = new Checkout(Path.Combine(root, "samples", "billing"));
        var plain = await commands.RunAsync(checkout.Folder, Timeout.InfiniteTimeSpan, Plain("clean", network));
        say(Words(plain));
        var differences = plain.Succeeded ? await new ImageContent(commands, checkout.Folder).DifferencesAsync("billing:clean", "billing:first") : [Words(plain)];
        return new("The first build, on a clean network", Words(plain), differences.Count == 0 ? "the image above is the same: files, config, history" : differences[0], differences.Count == 0);
    }

    private async Task<IReadOnlyList<CommandResult>> RebuildAsync(Commands commands, Checkout checkout, CompanyNetwork network)
    {
        List<CommandResult> results = [];
        for (var round = 0; round < Rounds; round++)
        {
            checkout.ChangeLine();
            results.Add(await commands.RunAsync(checkout.Folder, Timeout.InfiniteTimeSpan, Ours("changed", network)));
            say(Words(results[^1]));
        }

        return results;
    }

    // What the company has told its people goes into both commands.
    private static string[] Plain(string tag, CompanyNetwork network) =>
    [
        "docker", "buildx", "build", "--progress=plain", "--tag", $"billing:{tag}",
        "--build-arg", "GOPROXY", "--build-arg", "HTTP_PROXY", "--build-arg", "HTTPS_PROXY", "--secret", $"id=netrc,src={network.NetrcFile}", ".",
    ];

    private string[] Ours(string tag, CompanyNetwork network) =>
        [.. host, "--target=Image", "--image=billing", $"--tag={tag}", $"--secret=id=netrc,src={network.NetrcFile}"];

    private static string Words(CommandResult result) => result.ExitCode switch
    {
        null => $"no image: stopped after {Seconds(result.Time)}",
        0 => $"image after {Seconds(result.Time)}",
        _ => $"no image: ended with {result.ExitCode} after {Seconds(result.Time)}: {result.Lines[^1]}",
    };

    private static string Median(IReadOnlyList<CommandResult> builds)
    {
        var median = builds.Select(build => build.Time).Order().ElementAt(builds.Count / 2);
        var how = builds.All(build => build.Succeeded) ? $"image after {Seconds(median)}" : "no image";
        return $"{how}, median of {builds.Count} (promised: {Seconds(Promise)} at most)";
    }

    private static string LastStep(CommandResult plain) =>
        plain.Lines.LastOrDefault(line => line.StartsWith('#') && line.Contains('[', StringComparison.Ordinal)) is { } step
            ? $"nothing; it stands at {step[step.IndexOf('[', StringComparison.Ordinal)..]}" : "nothing";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}

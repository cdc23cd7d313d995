using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Resilience;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Tests.Resilience.Fakes;

/// <summary>Makes attempts with logs of their own, as an engine would.</summary>
internal sealed class FailingBuilds : IDisposable
{
    private readonly TempDirectory _folder = new();

    public static NetworkPlan Plan(string goProxy = "https://a.example.net|https://b.example.net|https://c.example.net,direct") =>
        new() { GoProxy = ProxyChain.Parse(goProxy) };

    public static ServiceSettings Settings { get; } = new()
    {
        Context = "/src", Dockerfile = "/src/Dockerfile", Cache = "/cache", Artifacts = "/artifacts", Report = "/artifacts/report.json",
    };

    public static DockerfilePlan Dockerfile(bool rewritten = false) => new()
    {
        Path = "/src/Dockerfile", Original = [], Text = "FROM scratch\n",
        Secrets = new Dictionary<string, string> { ["godocker-goenv"] = "GOPROXY=off\n" },
        Changes = rewritten ? [new LineNote(1, "mounts the snapshot")] : [],
    };

    /// <summary>Gives an attempt that failed with a log.</summary>
    public BuildAttempt Failed(string log, NextAttempt? next = null, TimeSpan? duration = null, bool rewritten = false)
    {
        next ??= new(1, Plan());
        var file = _folder.File($"attempt-{next.Number}-{Guid.NewGuid():N}.log");
        File.WriteAllText(file, log);
        return Attempt(next, false, file, duration ?? TimeSpan.FromSeconds(10), rewritten);
    }

    /// <summary>Gives an attempt that made an image.</summary>
    public static BuildAttempt Succeeded(NextAttempt next) =>
        Attempt(next, true, "/artifacts/attempt.log", TimeSpan.FromSeconds(20), false);

    public FailedAttempt Diagnosed(string log, NextAttempt? next = null, bool rewritten = false) =>
        FailedAttempt.Of(Failed(log, next, rewritten: rewritten));

    public void Dispose() => _folder.Dispose();

    private static BuildAttempt Attempt(NextAttempt next, bool succeeded, string log, TimeSpan duration, bool rewritten) => new()
    {
        Number = next.Number,
        Succeeded = succeeded,
        Image = succeeded ? new("sha256:0a", ["shop:latest"], 1) : null,
        Duration = duration,
        Log = log,
        Network = next.Network,
        Dockerfile = Dockerfile(rewritten && next.Rewritten),
    };
}

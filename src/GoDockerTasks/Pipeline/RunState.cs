using System.Runtime.CompilerServices;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Network;
using GoDockerTasks.Publishing;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Pipeline;

/// <summary>What the steps of one run have given so far. Each step's record is set once, by a front end.</summary>
public sealed class RunState
{
    private NetworkPlan? _network;
    private PrefetchResult? _modules;
    private BuildResult? _build;
    private DockerfilePlan? _plan;
    private PreparedResult? _prepared;
    private RetryResult? _retried;
    private PublishedImage? _published;

    /// <summary>Gets or sets what ResolveProxy gave.</summary>
    public NetworkPlan? Network
    {
        get => _network;
        set => SetOnce(ref _network, value);
    }

    /// <summary>Gets or sets what PrefetchModules gave.</summary>
    public PrefetchResult? Modules
    {
        get => _modules;
        set => SetOnce(ref _modules, value);
    }

    /// <summary>Gets or sets what BuildImage gave: one attempt.</summary>
    public BuildResult? FirstBuild
    {
        get => _build;
        set
        {
            SetOnce(ref _build, value);
            if (value?.Failed is { } failed)
            {
                Failures.Add(failed);
            }
        }
    }

    /// <summary>Gets or sets what Rewrite gave.</summary>
    public DockerfilePlan? Plan
    {
        get => _plan;
        set => SetOnce(ref _plan, value);
    }

    /// <summary>Gets or sets what Prepare gave.</summary>
    public PreparedResult? Prepared
    {
        get => _prepared;
        set => SetOnce(ref _prepared, value);
    }

    /// <summary>Gets or sets what RetryOnTimeout gave; null when it was not needed.</summary>
    public RetryResult? Retried
    {
        get => _retried;
        set => SetOnce(ref _retried, value);
    }

    /// <summary>Gets or sets what Publish gave.</summary>
    public PublishedImage? Published
    {
        get => _published;
        set => SetOnce(ref _published, value);
    }

    /// <summary>Gets or sets what ended the run.</summary>
    public GoDockerException? Failure { get; set; }

    /// <summary>Gets the attempts that failed, each with what was decided about it.</summary>
    public IList<FailedAttempt> Failures { get; } = [];

    /// <summary>Gets what was probed only after something had failed.</summary>
    public ICollection<ProbeResult> Probes { get; } = [];

    /// <summary>Gets the pushes that failed, each with what was decided about it.</summary>
    public IList<FailedPush> FailedPushes { get; } = [];

    /// <summary>Gets the attempt that made the image; null when none has.</summary>
    public BuildAttempt? Built => Retried?.Built ?? (FirstBuild?.Failed is null ? FirstBuild?.Attempt : null);

    /// <summary>Gets the image, whichever attempt made it.</summary>
    public BuiltImage? Image => Built?.Image;

    /// <summary>Gives what BuildImage gave.</summary>
    /// <returns>The first attempt.</returns>
    /// <exception cref="GoDockerException">The run has no BuildImage in it (<c>GDT2001</c>).</exception>
    public BuildResult RequireBuild() => FirstBuild ?? throw NotInThisRun("BuildImage");

    /// <summary>Gives the image.</summary>
    /// <returns>The image, whichever attempt made it.</returns>
    /// <exception cref="GoDockerException">The run has no BuildImage in it (<c>GDT2001</c>).</exception>
    public BuiltImage RequireImage() => Image ?? throw NotInThisRun(FirstBuild is null ? "BuildImage" : "RetryOnTimeout");

    private static GoDockerException NotInThisRun(string step) => new(
        ErrorKinds.InvalidSettings, $"{step} is no part of this run, and what was asked for goes on from there; run the target without --exclusive");

    private static void SetOnce<T>(ref T? field, T? value, [CallerMemberName] string name = "")
        where T : class =>
        field = field is null ? value : throw new InvalidOperationException($"{name} has been set by its step already.");
}

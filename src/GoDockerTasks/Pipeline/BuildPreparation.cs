using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Dockerfiles.Checks;
using GoDockerTasks.Dockerfiles.Rewriting;
using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Modules;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>Turns settings, network and modules into the one request that BuildImage sends to the engine.</summary>
internal sealed class BuildPreparation(
    DockerEngine engine, BaseImageResolver resolver, PackageSourceReader packages, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Finds what the build stands on. It needs neither the network plan nor the modules.</summary>
    public async Task<BuildGround> FindGroundAsync(
        ServiceSettings settings, UserDockerfile dockerfile, IRunLog log, CancellationToken cancellationToken)
    {
        // Starting docker and its answers take tens of milliseconds: both questions are asked at once, the second on the likely answer to the first.
        var detecting = Task.Run(() => engine.DetectAsync(settings.Build.Builder, cancellationToken), cancellationToken);
        var looking = LookAsync();
        await Task.WhenAll(detecting, looking);
        var (info, known) = (await detecting, await looking);
        var bases = BasesFor(info);
        var ground = new BuildGround(
            info,
            await resolver.ResolveAsync(bases, settings, NetworkResolver.Unprobed(settings), info, known, log, cancellationToken),
            known.Found.GetValueOrDefault(Name(settings)));

        return settings.Rewrite && (settings.AptMirror ?? settings.ApkMirror) is not null
            ? ground with { PackageSources = await packages.ReadAsync(bases, ground.Bases, settings.Build.Builder, log, cancellationToken) }
            : ground;

        IReadOnlyList<BaseReference> BasesFor(EngineInfo engineInfo) =>
            DockerfileRewriter.Rewrite(Input(settings, dockerfile, engineInfo, NetworkResolver.Unprobed(settings), null, new(Rewritten: false))).Bases;

        async Task<EngineImages> LookAsync()
        {
            try
            {
                HashSet<string> names = [.. resolver.Wanted(BasesFor(EngineInfo.Unknown), settings), Name(settings)];
                return new(names, await engine.InspectAsync(names, cancellationToken));
            }
            catch (GoDockerException)
            {
                // What is wrong comes out again below, or in the answer to the first question.
                return EngineImages.None;
            }
        }
    }

    /// <summary>Puts everything together.</summary>
    public BuildRequest Prepare(
        ServiceSettings settings,
        UserDockerfile dockerfile,
        BuildGround ground,
        NetworkPlan network,
        PrefetchResult? modules,
        BuildVariation variation,
        IRunLog log)
    {
        var input = Input(settings, dockerfile, ground.Engine, network, modules, variation);
        var plan = DockerfileRewriter.Rewrite(On(ground, input));
        plan = variation.LowConcurrency ? OnePackageAtATime(plan) : plan;
        Tell(plan, log);
        TellUnseen(settings, dockerfile, log);

        return new()
        {
            Settings = variation.RunNetwork is { } runs ? settings with { RunNetwork = runs } : settings,
            TimeLeft = variation.TimeLeft,
            Network = network,
            Modules = modules?.Snapshot,
            Dockerfile = plan,
            Bases = ground.Bases,
            Driver = ground.Engine.Driver,
            Previous = ground.Previous,
        };
    }

    private static string Name(ServiceSettings settings) => $"{settings.Image}:{settings.Tags[0]}";

    /// <summary>Rewrites without a build, with as much of the engine and the base images as can be seen from here.</summary>
    public async Task<DockerfilePlan> PreviewAsync(
        ServiceSettings settings, UserDockerfile dockerfile, ModuleDemand? modules, IRunLog log, CancellationToken cancellationToken)
    {
        var ground = new BuildGround(EngineInfo.Unknown, []);
        try
        {
            ground = await FindGroundAsync(settings, dockerfile, log, cancellationToken);
        }
        catch (GoDockerException e) when (e.ExitCode == ExitCode.Machine)
        {
            log.Warning($"{e.Kind.Title}: {e.Detail} The rewriting is that for the oldest engine, and for base images whose settings are not known.");
        }

        var amended = dockerfile.Amend(settings);
        var input = Input(settings, dockerfile, ground.Engine, NetworkResolver.Unprobed(amended), null, new()) with
        {
            HasSnapshot = modules is not null,
            SnapshotIsWhole = modules?.IsWhole == true,
        };
        var plan = DockerfileRewriter.Rewrite(On(ground, input));
        Tell(plan, log);
        return plan;
    }

    private RewriteInput Input(
        ServiceSettings settings,
        UserDockerfile dockerfile,
        EngineInfo info,
        NetworkPlan network,
        PrefetchResult? modules,
        BuildVariation variation) => new()
    {
        Dockerfile = dockerfile.Parsed,
        Path = settings.Dockerfile,
        Original = dockerfile.Original,
        Ignore = dockerfile.Ignore,
        Network = network,
        HasSnapshot = modules?.Snapshot is not null,
        SnapshotIsWhole = modules?.Snapshot?.IsWhole == true,
        LacksPrivate = modules?.Snapshot?.Missing.Any(module => PrivatePatterns.Match(network, module)) == true,
        Hermetic = settings.Hermetic,
        CaCertificates = settings.CaFile is { } certificates ? File.ReadAllText(certificates) : null,
        AptMirror = settings.AptMirror,
        ApkMirror = settings.ApkMirror,
        Rewrite = settings.Rewrite && variation.Rewritten,
        NeedsNoModules = modules?.RequiresNothing == true || File.Exists(Path.Combine(settings.Context, "vendor", "modules.txt")),
        CacheScope = CacheScope.Of(settings, environment) + variation.FreshCaches,
        BuiltInSyntax = BuiltInSyntax.Of(info.Version),
        Stages = dockerfile.Inputs with
        {
            BuilderPlatform = info.Platform,
            Platform = Platforms(settings, info).First(),
            OtherPlatforms = [.. Platforms(settings, info).Skip(1)],
        },
    };

    // The builder's own platform comes first: images of that one are likely in the engine.
    private static IEnumerable<string> Platforms(ServiceSettings settings, EngineInfo info) =>
        settings.Platforms.DefaultIfEmpty(info.Platform).OrderBy(platform => platform != info.Platform);

    private static RewriteInput On(BuildGround ground, RewriteInput input) => input with
    {
        Stages = WithBases(input.Stages, ground.Bases),
        PackageSources = ground.PackageSources,
    };

    private static StageInputs WithBases(StageInputs stages, IReadOnlyList<BaseImage> bases) => stages with
    {
        BaseEnvironments = bases.Where(image => image.Environment is not null)
            .ToDictionary(image => image.From, image => image.Environment!),
        BaseUsers = bases.Where(image => image.User is { Length: > 0 })
            .ToDictionary(image => image.From, image => image.User!),
    };

    // What the user's own GOFLAGS say stays: it wins over go.env, and the second attempt fails like the first.
    private const string OnePackage = "GOFLAGS=-p=1\n";

    private static DockerfilePlan OnePackageAtATime(DockerfilePlan plan) => plan with
    {
        Settings = plan.Settings.ToDictionary(settings => settings.Key, settings => settings.Value + OnePackage),
        Secrets = plan.Secrets.ToDictionary(
            secret => secret.Key,
            secret => secret.Key.StartsWith(Places.Secret, StringComparison.Ordinal) ? secret.Value + OnePackage : secret.Value),
    };

    private static void TellUnseen(ServiceSettings settings, UserDockerfile dockerfile, IRunLog log)
    {
        if (!settings.Rewrite && settings.GoProxy is { } goProxy
            && GoSettingsCheck.NotInRun(StageGraph.Of(dockerfile.Parsed, dockerfile.Inputs), goProxy) is { } finding)
        {
            log.Warning($"{settings.Dockerfile}, {finding.Evidence}. Fix: {finding.Fix}.");
        }
    }

    private static void Tell(DockerfilePlan plan, IRunLog log)
    {
        foreach (var change in plan.Changes)
        {
            log.Detail($"{plan.Path}:{change.Line}: {change.Text}");
        }

        foreach (var note in plan.LeftAlone)
        {
            log.Information($"{plan.Path}:{note.Line} is left as it is: {note.Text}");
        }

        foreach (var note in plan.NotHermetic)
        {
            log.Write(new(MessageKind.Information, $"{plan.Path}:{note.Line} may use the network for modules: {note.Text}"));
        }
    }
}

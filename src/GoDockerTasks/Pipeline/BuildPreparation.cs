using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Images;
using GoDockerTasks.Modules;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>Turns settings, network and modules into the one request that BuildImage sends to the engine.</summary>
internal sealed class BuildPreparation(
    BaseImageResolver resolver, IReadOnlyDictionary<string, string> environment)
{
    public async Task<BuildRequest> PrepareAsync(
        ServiceSettings settings,
        UserDockerfile dockerfile,
        EngineInfo engine,
        NetworkPlan network,
        ModuleSnapshot? modules,
        BuildVariation variation,
        IRunLog log,
        CancellationToken cancellationToken)
    {
        var input = new RewriteInput
        {
            Dockerfile = dockerfile.Parsed,
            Path = settings.Dockerfile,
            Original = dockerfile.Original,
            Ignore = dockerfile.Ignore,
            Network = network,
            HasSnapshot = modules is not null,
            Hermetic = settings.Hermetic,
            Rewrite = settings.Rewrite && variation.Rewritten,
            IsVendored = File.Exists(Path.Combine(settings.Context, "vendor", "modules.txt")),
            CacheScope = CacheScope.Of(settings, environment) + variation.FreshCaches,
            BuiltInSyntax = BuiltInSyntax.Of(engine.Version),
            Stages = dockerfile.Inputs with
            {
                BuilderPlatform = engine.Platform,
                Platform = settings.Platforms is [var only] ? only : engine.Platform,
            },
        };

        var bases = await resolver.ResolveAsync(
            DockerfileRewriter.Rewrite(input).Bases, settings, network, engine, log, cancellationToken);
        var plan = DockerfileRewriter.Rewrite(input with { Stages = WithBases(input.Stages, bases) });
        plan = variation.LowConcurrency ? OnePackageAtATime(plan) : plan;
        Tell(plan, log);

        return new()
        {
            Settings = settings,
            Network = network,
            Modules = modules,
            Dockerfile = plan,
            Bases = bases,
            Driver = engine.Driver,
        };
    }

    private static StageInputs WithBases(StageInputs stages, IReadOnlyList<BaseImage> bases) => stages with
    {
        BaseEnvironments = bases.Where(image => image.Environment is not null)
            .ToDictionary(image => image.From, image => image.Environment!),
        BaseUsers = bases.Where(image => image.User is { Length: > 0 })
            .ToDictionary(image => image.From, image => image.User!),
    };

    // What the user's own GOFLAGS say stays: it wins over go.env, and the second attempt fails like the first.
    private static DockerfilePlan OnePackageAtATime(DockerfilePlan plan) => plan with
    {
        Secrets = plan.Secrets.ToDictionary(secret => secret.Key, secret => secret.Value + "GOFLAGS=-p=1\n"),
    };

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

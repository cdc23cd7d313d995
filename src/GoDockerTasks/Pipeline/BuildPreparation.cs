using System.Text;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Dockerfiles.Parsing;
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
    DockerEngine engine, BaseImageResolver resolver, IReadOnlyDictionary<string, string> environment)
{
    public async Task<(EngineInfo Engine, BuildRequest Request)> PrepareAsync(
        ServiceSettings settings,
        NetworkPlan network,
        ModuleSnapshot? modules,
        bool isVendored,
        BuildVariation variation,
        IRunLog log,
        CancellationToken cancellationToken)
    {
        // Asking the engine takes as long as all the rest here, so it goes on meanwhile.
        var detecting = engine.DetectAsync(settings.Build.Builder, cancellationToken);
        var input = await ReadAsync(settings, network, modules, isVendored, detecting, cancellationToken);
        var info = await detecting;
        input = input with
        {
            Rewrite = input.Rewrite && variation.Rewritten,
            CacheScope = input.CacheScope + variation.FreshCaches,
            Stages = input.Stages with { BuilderPlatform = info.Platform, Platform = settings.Platforms is [var only] ? only : info.Platform },
        };

        var bases = await resolver.ResolveAsync(
            DockerfileRewriter.Rewrite(input).Bases, settings, network, info, log, cancellationToken);
        var plan = DockerfileRewriter.Rewrite(input with { Stages = WithBases(input.Stages, bases) });
        plan = variation.LowConcurrency ? OnePackageAtATime(plan) : plan;
        Tell(plan, log);

        return (info, new()
        {
            Settings = settings,
            Network = network,
            Modules = modules,
            Dockerfile = plan,
            Bases = bases,
            Driver = info.Driver,
        });
    }

    private async Task<RewriteInput> ReadAsync(
        ServiceSettings settings,
        NetworkPlan network,
        ModuleSnapshot? modules,
        bool isVendored,
        Task detecting,
        CancellationToken cancellationToken)
    {
        try
        {
            var original = await File.ReadAllBytesAsync(settings.Dockerfile, cancellationToken);
            return new()
            {
                Dockerfile = Dockerfile.Parse(Encoding.UTF8.GetString(original), settings.Dockerfile),
                Path = settings.Dockerfile,
                Original = original,
                Ignore = IgnoreText(settings),
                Network = network,
                HasSnapshot = modules is not null,
                Hermetic = settings.Hermetic,
                Rewrite = settings.Rewrite,
                IsVendored = isVendored,
                CacheScope = CacheScope.Of(settings, environment),
                Stages = new()
                {
                    BuildArgs = settings.BuildArgs
                        .Select(argument => (argument.Key, Value: argument.Value ?? environment.GetValueOrDefault(argument.Key)))
                        .Where(argument => argument.Value is not null)
                        .ToDictionary(argument => argument.Key, argument => argument.Value!),
                    Target = settings.Stage,
                    NamedContexts = settings.Build.Contexts.Keys.ToHashSet(),
                },
            };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            await detecting.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw new GoDockerException(ErrorKinds.DockerfileNotReadable, $"{settings.Dockerfile}: {e.Message}", e)
            {
                Failure = "dockerfile-parse",
            };
        }
    }

    // BuildKit's own order: the file that belongs to the Dockerfile, then the context's.
    private static string? IgnoreText(ServiceSettings settings) =>
        new[] { settings.Dockerfile + ".dockerignore", Path.Combine(settings.Context, ".dockerignore") }
            .Where(File.Exists)
            .Select(File.ReadAllText)
            .FirstOrDefault();

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

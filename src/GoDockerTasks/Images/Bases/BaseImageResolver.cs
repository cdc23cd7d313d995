using System.Collections.Concurrent;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Errors;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images;

/// <summary>Decides where each base image comes from: the engine, a mirror, its registry, or this machine's own packages.</summary>
/// <param name="engine">The engine that may have it already.</param>
/// <param name="toolchain">Assembles what cannot be had.</param>
/// <param name="time">The clock for waiting on registries.</param>
public sealed class BaseImageResolver(DockerEngine engine, LocalToolchain toolchain, TimeProvider time)
{
    // Planning reads and hashes files of megabytes, and the same images are asked for again and again.
    private readonly ConcurrentDictionary<BaseReference, Planned> _plans = new();

    /// <summary>Names the images that <see cref="ResolveAsync"/> will look for in the engine, so that they can be looked for early.</summary>
    /// <param name="bases">The base images.</param>
    /// <param name="settings">Says whether an image may be assembled.</param>
    /// <returns>The references of the images, and of those that could stand in for them.</returns>
    public IReadOnlyList<string> Wanted(IReadOnlyList<BaseReference> bases, ServiceSettings settings) =>
        [.. bases.Select(image => image.Name), .. Plans(bases, settings).Values.Select(plan => plan?.Image?.Reference).OfType<string>().Distinct()];

    /// <summary>Finds every base image of a Dockerfile. Nothing on the network is asked where there is no choice to make.</summary>
    /// <param name="bases">The base images; an image named twice is found once.</param>
    /// <param name="settings">Says whether an image may be assembled, and for which platforms is built.</param>
    /// <param name="network">The mirrors, and the way to them.</param>
    /// <param name="engineInfo">The engine; where its builds do not see its images, neither do they see home-made ones.</param>
    /// <param name="known">What the engine was asked already.</param>
    /// <param name="log">Where each decision that is not the usual one is said.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>One entry for each image, in the order of the Dockerfile.</returns>
    /// <exception cref="GoDockerException">
    /// A registry cannot be reached, BaseFallback is local, and no image can be assembled (<c>GDT3011</c> to <c>GDT3014</c>).
    /// </exception>
    public async Task<IReadOnlyList<BaseImage>> ResolveAsync(
        IReadOnlyList<BaseReference> bases,
        ServiceSettings settings,
        NetworkPlan network,
        EngineInfo engineInfo,
        EngineImages known,
        IRunLog log,
        CancellationToken cancellationToken)
    {
        BaseReference[] wanted = [.. bases.DistinctBy(image => image.Name)];
        var mayAssemble = settings.BaseFallback == BaseFallback.Local;
        var plans = Plans(wanted, settings);
        var inEngine = engineInfo.SharesImages
            ? await InEngineAsync([.. Wanted(wanted, settings).Where(name => !known.Asked.Contains(name))], known, cancellationToken)
            : [];
        var probe = new RegistryProbe(time, Path.Combine(settings.Cache, "registries"));

        var found = await Task.WhenAll(wanted.Select(async image =>
            !settings.Build.Pull && inEngine.TryGetValue(image.Name, out var present) && IsFor(present, image, settings)
                ? Known(new(image.Name, image.Name, present.Digest, BaseImageSource.Engine), present)
                : await FromMirrorAsync(image, probe, network, log, cancellationToken)
                    ?? await FromRegistryAsync(image, mayAssemble, probe, network, log, cancellationToken)));

        // One after the other: two names may stand for the same home-made image.
        List<BaseImage> resolved = [];
        foreach (var (image, external) in wanted.Zip(found))
        {
            resolved.Add(external ?? await AssembleAsync(image, plans[image.Name]!, settings, inEngine, engineInfo, log, cancellationToken));
        }

        return resolved;
    }

    private Dictionary<string, Planned?> Plans(IEnumerable<BaseReference> bases, ServiceSettings settings) =>
        bases.DistinctBy(image => image.Name).ToDictionary(
            image => image.Name, image => settings.BaseFallback == BaseFallback.Local && !image.IsPinned ? _plans.GetOrAdd(image, TryPlan) : null);

    private async Task<Dictionary<string, EngineImage>> InEngineAsync(
        IReadOnlyList<string> missing, EngineImages known, CancellationToken cancellationToken)
    {
        Dictionary<string, EngineImage> images = new(known.Found);
        foreach (var (name, image) in await engine.InspectAsync(missing, cancellationToken))
        {
            images[name] = image;
        }

        return images;
    }

    private static async Task<BaseImage?> FromMirrorAsync(
        BaseReference image, RegistryProbe probe, NetworkPlan network, IRunLog log, CancellationToken cancellationToken)
    {
        var reference = ImageReference.Parse(image.Name);
        foreach (var mirror in network.MirrorsOf(reference.Registry))
        {
            var mirrored = reference.In(mirror);
            if (await probe.AskAsync(mirrored, network, cancellationToken) == RegistryAnswer.Serves)
            {
                log.Information($"{image.Name} comes from the mirror: {mirrored}");
                return new(image.Name, mirrored.ToString(), reference.Digest, BaseImageSource.Mirror);
            }

            log.Warning($"The mirror {mirror} does not serve {image.Name} now.");
        }

        return null;
    }

    private static async Task<BaseImage?> FromRegistryAsync(
        BaseReference image,
        bool mayAssemble,
        RegistryProbe probe,
        NetworkPlan network,
        IRunLog log,
        CancellationToken cancellationToken)
    {
        var reference = ImageReference.Parse(image.Name);
        var plain = new BaseImage(image.Name, image.Name, reference.Digest, BaseImageSource.Registry);
        if (!mayAssemble || await probe.AskAsync(reference, network, cancellationToken) != RegistryAnswer.None)
        {
            return plain;
        }

        if (image.IsPinned)
        {
            log.Warning($"{reference.Registry} does not answer, and nothing stands in for {image.Name}: it names one exact content.");
            return plain;
        }

        return null;
    }

    private async Task<BaseImage> AssembleAsync(
        BaseReference image,
        Planned planned,
        ServiceSettings settings,
        Dictionary<string, EngineImage> inEngine,
        EngineInfo engineInfo,
        IRunLog log,
        CancellationToken cancellationToken)
    {
        var plan = planned.Image ?? throw planned.Problem!;
        if (!engineInfo.SharesImages)
        {
            throw new GoDockerException(
                ErrorKinds.BaseNotAssembled,
                $"'{image.Name}' could be assembled, but the builder '{engineInfo.Builder}' ({engineInfo.Driver}) does not see the engine's images; use the docker driver.");
        }

        var registry = ImageReference.Parse(image.Name).Registry;
        log.Warning($"{registry} does not answer: {plan.Reference} stands in for {image.Name}, made of {plan.Description}. It is not pushed.");
        if (!inEngine.TryGetValue(plan.Reference, out var made))
        {
            await toolchain.AssembleAsync(plan, cancellationToken);
            made = (await engine.InspectAsync([plan.Reference], cancellationToken))[plan.Reference];
            inEngine.Add(plan.Reference, made);
        }

        if (!IsFor(made, image, settings) || (image.Platform is null && settings.Platforms.Any(platform => !Fits(platform, made))))
        {
            throw new GoDockerException(
                ErrorKinds.BaseNotAssembled,
                $"What stands in for '{image.Name}' is made of this machine's own packages, for {made.Platform} alone; asked for is {image.Platform ?? string.Join(", ", settings.Platforms)}.");
        }

        return Known(new(image.Name, plan.Reference, made.Digest, BaseImageSource.LocalToolchain), made);
    }

    private static BaseImage Known(BaseImage image, EngineImage present) => image with
    {
        User = present.User,
        Environment = present.Env
            .Select(variable => variable.Split('=', 2))
            .GroupBy(pair => pair[0])
            .ToDictionary(pairs => pairs.Key, pairs => pairs.Last() is [_, var value] ? value : ""),
    };

    private Planned TryPlan(BaseReference image)
    {
        try
        {
            return new(toolchain.Plan(image), null);
        }
        catch (GoDockerException e)
        {
            return new(null, e);
        }
    }

    // Another platform's image in the engine is of no use to this build; docker would go and ask the registry.
    private static bool IsFor(EngineImage present, BaseReference image, ServiceSettings settings)
    {
        var platform = image.Platform is { } own && !own.Contains('$', StringComparison.Ordinal) ? own
            : settings.Platforms is [var only] && image.Platform is null ? only
            : null;

        return platform is null || Fits(platform, present);
    }

    private static bool Fits(string platform, EngineImage present) =>
        platform == present.Platform || platform.StartsWith(present.Platform + "/", StringComparison.Ordinal);

    private sealed record Planned(HomeMadeBase? Image, GoDockerException? Problem);
}

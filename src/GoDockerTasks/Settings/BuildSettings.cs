using GoDockerTasks.Images;

namespace GoDockerTasks.Settings;

/// <summary>The settings that become flags of <c>docker buildx build</c>, and the limits of a build.</summary>
internal static class BuildSettings
{
    private const string DockersForm = "docker's own form, such as ";

    /// <summary>Gets them in the order of the documentation.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        Of("Builder", "builder", "the name of a builder", "BUILDX_BUILDER, else the chosen one",
            "The builder to use.", (b, v) => b with { Builder = v.TextOrNull }),
        Of("BuildContexts", "build-context", "NAME=folder, URL or docker-image://IMAGE", "none",
            "Named build contexts.", (b, v) => b with { Contexts = v.FullMap }),
        Of("CacheFrom", "cache-from", DockersForm + "type=registry,ref=IMAGE", "none",
            "Where build cache is imported from.", (b, v) => b with { CacheFrom = v.List }),
        Of("CacheTo", "cache-to", DockersForm + "type=registry,ref=IMAGE,mode=max", "none",
            "Where build cache is exported to; a failing export fails no build unless it says ignore-error=false.",
            (b, v) => b with { CacheTo = v.List }),
        Of("NoCache", "no-cache", "on or off", "off",
            "Whether nothing is taken from the build cache.", (b, v) => b with { NoCache = v.Switch }),
        Of("NoCacheFilter", "no-cache-filter", "names of stages", "none",
            "Stages for which nothing is taken from the build cache.", (b, v) => b with { NoCacheFilter = v.List }),
        Of("Pull", "pull", "on or off", "off",
            "Whether base images are looked for in their registries first.", (b, v) => b with { Pull = v.Switch }),
        Of("Outputs", "output", DockersForm + "type=oci,dest=FILE", "into the engine",
            "Where the result goes.", (b, v) => b with { Outputs = v.List }),
        Of("Annotations", "annotation", "NAME=value", "none",
            "OCI annotations.", (b, v) => b with { Annotations = v.FullMap }),
        Of("Provenance", "provenance", "true, false, mode=min or mode=max", "the builder's own",
            "The provenance attestation.", (b, v) => b with { Provenance = v.TextOrNull }),
        Of("Sbom", "sbom", "true, false or generator=IMAGE", "the builder's own",
            "The SBOM attestation.", (b, v) => b with { Sbom = v.TextOrNull }),
        Of("Attestations", "attest", DockersForm + "type=sbom", "none",
            "Other attestations.", (b, v) => b with { Attestations = v.List }),
        Of("AddHosts", "add-host", "HOST:ADDRESS", "none",
            "Names for RUN steps to find.", (b, v) => b with { AddHosts = v.List }),
        Of("Allow", null, "entitlements, such as security.insecure", "none",
            "What RUN steps may do besides.", (b, v) => b with { Allow = v.List }),
        Of("ShmSize", null, "a size, such as 64m", "the builder's own",
            "The size of /dev/shm in RUN steps.", (b, v) => b with { ShmSize = v.TextOrNull }),
        Of("Ulimits", null, "limits, such as nofile=1024:1024", "none",
            "Limits for RUN steps.", (b, v) => b with { Ulimits = v.List }),
        Of("CgroupParent", null, "a cgroup", "none",
            "The parent cgroup of RUN steps.", (b, v) => b with { CgroupParent = v.TextOrNull }),
        Of("SourceDateEpoch", null, "seconds since 1970", "SOURCE_DATE_EPOCH as buildx reads it",
            "The time that the image says it was made.",
            (b, v) => b with { SourceDateEpoch = v.TextOrNull is null ? null : v.Number(0, int.MaxValue) }),
        Of("BuildxArguments", null, "arguments of docker buildx build", "none",
            "What is passed on as it is; so is what stands behind -- on the command line.", (b, v) => b with { Arguments = v.List }),
        Of("StallTimeout", null, "a time, such as 2m; 0 is for ever", "2m",
            "How long a pull, a push or the sending of the context may stand still.", (b, v) => b with { StallTimeout = v.Duration }),
        Of("StepTimeout", "step-timeout", "a time, such as 20m; 0 is for ever", "0",
            "How long one RUN may take.", (b, v) => b with { StepTimeout = v.Duration }),
    ];

    private static SettingDefinition Of(
        string key, string? argument, string accepts, string standard, string summary, Func<BuildOptions, SettingValue, BuildOptions> apply) =>
        new(key, accepts, standard, summary, (settings, value) => settings with { Build = apply(settings.Build, value) }) { Argument = argument };
}

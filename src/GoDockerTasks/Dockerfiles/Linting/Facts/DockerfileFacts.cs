using System.Text.Json.Serialization;

namespace GoDockerTasks.Dockerfiles.Linting.Facts;

/// <summary>What can be said about a Dockerfile for certain; the rules are derived from it.</summary>
/// <remarks>ONBUILD does nothing in the build at hand, and counts for none of them.</remarks>
public sealed record DockerfileFacts
{
    /// <summary>Gets a value indicating whether modules are downloaded in a layer of their own before the source arrives.</summary>
    /// <remarks>
    /// go.mod is there, the source is not, and something is downloaded: <c>go mod tidy</c> without source is none, nor is a download
    /// with the whole build context mounted. One stage that builds Go is enough.
    /// </remarks>
    public required bool DepsBeforeSource { get; init; }

    /// <summary>Gets a value indicating whether a cache mount covers GOMODCACHE, wherever that is.</summary>
    public required bool ModCacheMount { get; init; }

    /// <summary>Gets a value indicating whether a cache mount covers GOCACHE, wherever that is.</summary>
    public required bool BuildCacheMount { get; init; }

    /// <summary>Gets a value indicating whether the file asks for a vendor folder: <c>-mod=vendor</c>, <c>go mod vendor</c>.</summary>
    public required bool UsesVendor { get; init; }

    /// <summary>Gets where GOPROXY is set.</summary>
    [JsonPropertyName("goproxySet")]
    public required GoProxyPlace GoProxySet { get; init; }

    /// <summary>Gets how a RUN sets GOPROXY; null where none does.</summary>
    [JsonPropertyName("goproxyOther")]
    public GoProxyCommand? GoProxyOther { get; init; }

    /// <summary>Gets whether that value is there where modules are downloaded; null, in JSON "na", where nothing is set.</summary>
    [JsonPropertyName("goproxyReachesDownloadStage")]
    [JsonConverter(typeof(NotApplicableConverter))]
    public bool? GoProxyReachesDownloadStage { get; init; }

    /// <summary>Gets a value indicating whether an ENV GOPROXY stands in the FROM chain of the last stage.</summary>
    public required bool ProxyEnvLeaksToFinalImage { get; init; }

    /// <summary>Gets a value indicating whether an ARG or ENV is named like a credential, and is no path to one.</summary>
    public required bool SecretInArgOrEnv { get; init; }

    /// <summary>Gets a value indicating whether a file named like a key or a file of credentials is copied.</summary>
    public required bool SecretFileCopied { get; init; }

    /// <summary>Gets a value indicating whether a RUN calls <c>go mod tidy</c>.</summary>
    public required bool RunsModTidyInBuild { get; init; }

    /// <summary>Gets a value indicating whether checksums are not looked up: <c>GOSUMDB=off</c> or <c>GONOSUMDB=*</c>.</summary>
    [JsonPropertyName("gosumdbOff")]
    public required bool GoSumDbOff { get; init; }

    /// <summary>Gets a value indicating whether there is more than one FROM.</summary>
    public required bool MultiStage { get; init; }

    /// <summary>Gets the image at the root of the last stage; null where an ARG without a default names it.</summary>
    public string? FinalBase { get; init; }

    /// <summary>Gets whether the image starts as root; null, in JSON "unknown", where neither USER nor a known base tells.</summary>
    [JsonConverter(typeof(UnknownConverter))]
    public bool? FinalRunsAsRoot { get; init; }

    /// <summary>Gets a value indicating whether every image that a FROM names has a digest; false where none names one.</summary>
    public required bool BasePinnedByDigest { get; init; }

    /// <summary>Gets whether a FROM names an image by no tag or <c>latest</c>, without a digest; null where an ARG hides it.</summary>
    public bool? UnpinnedLatest { get; init; }

    /// <summary>Gets a value indicating whether Go is compiled.</summary>
    public required bool GoBuildInDockerfile { get; init; }

    /// <summary>Gets a value indicating whether <c>go install</c> or <c>go run</c> takes something <c>@latest</c>.</summary>
    public required bool ToolsAtLatest { get; init; }
}

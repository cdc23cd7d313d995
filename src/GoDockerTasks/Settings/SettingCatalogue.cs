using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Settings;

/// <summary>Every setting, in the order of the documentation, which is made from it.</summary>
public static class SettingCatalogue
{
    private const string Switch = "on or off";

    /// <summary>Gets all settings.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        new("Image", "an image name without a tag, such as registry.example.com/shop/orders", "the context folder's name",
            "The image's name.", (s, v) => s with { Image = ImageName.Checked(v.TextOrNull) }) { Argument = "image" },
        new("Tags", "tags, such as 1.4.0", "latest",
            "The image's tags.", (s, v) => s with { Tags = [.. v.List.Select(ImageName.CheckedTag)] }) { Argument = "tag" },
        new("Context", "the path of a folder that exists", "the working directory",
            "The build context.", (s, v) => s with { Context = ExistingFolder(v) }) { Argument = "context" },
        new("Dockerfile", "the path of a file", "Dockerfile in the context",
            "The Dockerfile; it is read, never changed.", (s, v) => s with { Dockerfile = v.FullPath }) { Argument = "dockerfile" },
        new("Stage", "the name of a stage", "the last stage",
            "The stage to build.", (s, v) => s with { Stage = v.TextOrNull }) { Argument = "stage" },
        new("Platforms", "platforms, such as linux/amd64;linux/arm64", "the engine's own",
            "The platforms to build for.",
            (s, v) => s with { Platforms = [.. v.List.SelectMany(text => text.Split(',')).Select(Platform)] }) { Argument = "platform" },
        new("BuildArgs", "NAME=value; NAME alone takes the value from the environment", "none",
            "Build args for the Dockerfile.", (s, v) => s with { BuildArgs = v.WholeMap }) { Argument = "build-arg" },
        new("Secrets", "id=NAME,src=FILE or id=NAME,env=VARIABLE", "none",
            "BuildKit secrets for the Dockerfile.", (s, v) => s with { Secrets = [.. v.List.Select(text => Secret(text, v.WorkingDirectory))] }) { Argument = "secret" },
        new("Ssh", "default or NAME=SOCKET|KEY", "none",
            "SSH agents or keys for the Dockerfile.", (s, v) => s with { Ssh = v.List }) { Argument = "ssh" },
        new("Labels", "NAME=value", "none",
            "Labels of the image.", (s, v) => s with { Labels = v.FullMap }) { Argument = "label" },
        new("SourceMetadata", "none, labels or annotations", "none",
            "Where the image says what commit, tag and repository it was built from, as org.opencontainers.image.*.",
            (s, v) => s with { SourceMetadata = v.Choice<MetadataPlace>() }),
        new("Push", Switch, "off",
            "Whether the image is pushed when it is built.", (s, v) => s with { Push = v.Switch }) { Argument = "push" },
        new("SearchLayers", Switch, "off, on where Go was told a secret",
            "Whether every layer is searched for secrets before a push, besides config and history.", (s, v) => s with { SearchLayers = v.Switch }),

        new("GoProxy", "a GOPROXY list: https, http or file URLs or folders (./x), separated by , or |, then direct or off",
            "GOPROXY in the environment or 'go env', else Go's own", "Where modules come from. A list that is given is the whole list.",
            (s, v) => s with { GoProxy = GoProxyText.Checked(v) }) { Argument = "goproxy", Variables = ["GOPROXY"] },
        new("GoPrivate", "module path patterns, separated by commas, without a scheme", "GOPRIVATE",
            "Modules that no public proxy may hear of.",
            (s, v) => s with { GoPrivate = Patterns(v) }) { Variables = ["GOPRIVATE"] },
        new("GoNoProxy", "module path patterns, separated by commas, or none", "GONOPROXY, else GoPrivate",
            "Modules that come from version control.",
            (s, v) => s with { GoNoProxy = Patterns(v) }) { Variables = ["GONOPROXY"] },
        new("GoNoSumDb", "module path patterns, separated by commas", "GONOSUMDB, else GoPrivate",
            "Modules that are not looked up in the checksum database.",
            (s, v) => s with { GoNoSumDb = Patterns(v) }) { Variables = ["GONOSUMDB"] },
        new("GoSumDb", "a checksum database's name, name+key or off", "GOSUMDB, else Go's own",
            "The checksum database; it is never switched off for you.",
            (s, v) => s with { GoSumDb = v.TextOrNull }) { Variables = ["GOSUMDB"] },
        new("HttpProxy", "an http or https URL", "HTTP_PROXY, else the docker client's",
            "The HTTP proxy for http.", (s, v) => s with { HttpProxy = HttpUrl(v) })
            { Argument = "http-proxy", Variables = ["HTTP_PROXY", "http_proxy"] },
        new("HttpsProxy", "an http or https URL", "HTTPS_PROXY, else the docker client's",
            "The HTTP proxy for https.", (s, v) => s with { HttpsProxy = HttpUrl(v) })
            { Argument = "http-proxy", Variables = ["HTTPS_PROXY", "https_proxy"] },
        new("AllProxy", "an http, https or socks5 URL", "ALL_PROXY, else the docker client's",
            "The proxy that curl and apt in RUN steps take where no other is set; Go reads none of that name.",
            (s, v) => s with { AllProxy = HttpUrl(v, "socks5", "socks5h") }) { Variables = ["ALL_PROXY", "all_proxy"] },
        new("NoProxy", "hosts, domains and CIDRs, separated by commas", "NO_PROXY, else the docker client's",
            "Hosts that are reached without the HTTP proxy.",
            (s, v) => s with { NoProxy = v.TextOrNull }) { Variables = ["NO_PROXY", "no_proxy"] },
        new("CaFile", "the path of a PEM file that exists", "none",
            "CA certificates to trust besides the system's.", (s, v) => s with { CaFile = Certificates(v) }),
        new("NetrcFile", "the path of a file that exists", "NETRC, else ~/.netrc",
            "Credentials of proxies and git servers.", (s, v) => s with { NetrcFile = ExistingFile(v) }) { Variables = ["NETRC"] },
        new("GitImage", "an image with go, git and, for ssh, ssh", "the Dockerfile's golang image",
            "The image in which private modules are fetched from version control.", (s, v) => s with { GitImage = v.TextOrNull }),
        new("GitConfigFile", "the path of a file that exists", "~/.gitconfig",
            "The git configuration whose url.….insteadOf rules hold for private modules.",
            (s, v) => s with { GitConfigFile = ExistingFile(v) }),
        new("KnownHostsFile", "the path of a file that exists", "~/.ssh/known_hosts",
            "The keys of the ssh hosts that private modules come from.", (s, v) => s with { KnownHostsFile = ExistingFile(v) }),
        new("Mirrors", "none or auto", "none",
            "Whether well-known public mirrors may be used although GOPROXY is set.",
            (s, v) => s with { Mirrors = v.Choice<MirrorPolicy>() }),
        new("ProbeMaxAge", "a time up to 1d, such as 10m; 0 is never", "10m",
            "How long it is remembered which proxies work; what fails drops it at once.",
            (s, v) => s with { ProbeMaxAge = Between(v.Duration, TimeSpan.Zero, TimeSpan.FromDays(1)) }),
        new("RegistryMirrors", "REGISTRY=MIRROR,MIRROR, such as docker.io=mirror.example.com/hub", "none",
            "Where base images come from instead of their registry: the first that serves them.", (s, v) => s with { RegistryMirrors = v.FullMap.ToDictionary(pair => pair.Key, pair => Mirrors(pair.Value)) }),
        new("AptMirror", "an http or https URL, such as https://mirror.example.com", "the base image's own",
            "Where apt in RUN steps finds debian, debian-security and ubuntu.", (s, v) => s with { AptMirror = HttpUrl(v) }),
        new("ApkMirror", "an http or https URL, such as https://mirror.example.com", "the base image's own",
            "Where apk in RUN steps finds alpine.", (s, v) => s with { ApkMirror = HttpUrl(v) }),
        new("RunNetwork", "default, none or host", "default",
            "The network of RUN steps.", (s, v) => s with { RunNetwork = v.Choice<RunNetwork>() }),

        new("Modules", "snapshot, layer or off", "snapshot",
            "How the build gets its modules: as a folder, as an image in a registry, or from the network as it goes.",
            (s, v) => s with { Modules = v.Choice<ModuleSource>() }) { Argument = "modules" },
        new("ModulesRepository", "a repository without a tag, such as registry.example.com/go/modules", "none",
            "Where Modules=layer keeps the modules.", (s, v) => s with { ModulesRepository = ImageName.Checked(v.TextOrNull) }),
        new("PrivateModulesRepository", "a repository without a tag", "none",
            "Where Modules=layer keeps the modules of services that have private ones; nowhere else do those go.",
            (s, v) => s with { PrivateModulesRepository = ImageName.Checked(v.TextOrNull) }),
        new("ModuleFiles", "paths of go.mod or go.work files", "all that the build context lets in",
            "Whose modules are fetched, where the context holds more services than this one.",
            (s, v) => s with { ModuleFiles = [.. v.Paths.Select(ModuleFile)] }),
        .. FetchSettings.All,
        new("Rewrite", Switch, "on",
            "Whether the Dockerfile's copy gets our mounts.", (s, v) => s with { Rewrite = v.Switch }) { Argument = "rewrite" },
        new("Hermetic", Switch, "off",
            "Whether Go may ask nobody but the snapshot.", (s, v) => s with { Hermetic = v.Switch }) { Argument = "hermetic" },
        new("Cache", "the path of a folder", "$XDG_CACHE_HOME/godocker",
            "The cache that all repos on this machine share.", (s, v) => s with { Cache = NewFolder(v) }),
        new("CacheMaxSize", "a size from 100MB, such as 10GB", "10GB",
            "The size that the cache is kept below after each run.",
            (s, v) => s with { CacheMaxSize = v.Size >= 100_000_000 ? v.Size : throw new SettingFormatException() }),
        new("CacheMaxAge", "a time from 1d, such as 30d", "90d",
            "How long something may lie in the cache without being used.",
            (s, v) => s with { CacheMaxAge = Between(v.Duration, TimeSpan.FromDays(1), TimeSpan.FromDays(10_000)) }),
        new("Bundle", "the path of a file, such as modules.tar", "none",
            "The file that ExportModules writes and ImportModules reads.",
            (s, v) => s with { Bundle = v.TextOrNull is null ? null : v.FullPath }) { Argument = "bundle" },
        new("BaseFallback", "none or local", "none",
            "What stands in for a base image that cannot be had: local assembles one from this machine's Go; it is never pushed.",
            (s, v) => s with { BaseFallback = v.Choice<BaseFallback>() }),

        new("Attempts", "a number from 1 to 20", "4",
            "How often the build is attempted.", (s, v) => s with { Attempts = v.Number(1, 20) }),
        new("AttemptsByKind", "KIND=NUMBER, such as registry-network=8;test-failure=2", "none",
            "How often it may fail in one way, for kinds that need more attempts than others, or fewer. A checksum that differs is never tried again.",
            (s, v) => s with { AttemptsByKind = v.FullMap.ToDictionary(pair => Kind(pair.Key), pair => new SettingValue([pair.Value], v.WorkingDirectory).Number(1, 20)) }),
        new("Deadline", "a time from 1s to 24h, such as 30m", "30m",
            "The time that all attempts together may take.",
            (s, v) => s with { Deadline = Between(v.Duration, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)) }),
        new("Heal", "none, own or all", "own",
            "What may be cleaned between attempts.", (s, v) => s with { Heal = v.Choice<HealPolicy>() }),
        new("LintFailOn", "error, warning, info or none", "error",
            "The least severity of a finding with which Lint fails.", (s, v) => s with { LintFailOn = v.Choice<LintThreshold>() }) { Argument = "fail-on" },
        new("Artifacts", "the path of a folder", "artifacts/godocker",
            "Where logs, the Dockerfile as built and the report go.", (s, v) => s with { Artifacts = NewFolder(v) }),
        new("Report", "the path of a file", "report.json in Artifacts",
            "Where the report goes.", (s, v) => s with { Report = v.FullPath }) { Argument = "report" },

        .. BuildSettings.All,
    ];

    private static IReadOnlyList<string> Mirrors(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Kind(string id) =>
        FailureKinds.Find(id) is not { } kind ? throw new SettingFormatException($"{id} is no failure kind;")
        : kind == FailureKinds.ChecksumMismatch ? throw new SettingFormatException("what does not match its checksum is never tried again;")
        : id;

    private static TimeSpan Between(TimeSpan value, TimeSpan least, TimeSpan most) =>
        value >= least && value <= most ? value : throw new SettingFormatException();

    private static string ModuleFile(string path) =>
        Path.GetFileName(path) is not ("go.mod" or "go.work") ? throw new SettingFormatException()
        : File.Exists(path) ? path
        : throw new SettingFormatException("there is no such file;");

    private static string ExistingFolder(SettingValue value) =>
        Directory.Exists(value.FullPath) ? value.FullPath : throw new SettingFormatException("there is no such folder;");

    private static string? Certificates(SettingValue value)
    {
        try
        {
            X509Certificate2Collection found = [];
            if (ExistingFile(value) is { } file)
            {
                found.ImportFromPemFile(file);
            }

            return value.TextOrNull is null || found.Count > 0 ? ExistingFile(value) : throw new SettingFormatException("it holds no certificate in PEM;");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingFormatException($"it cannot be read as certificates in PEM ({e.Message.TrimEnd('.')});");
        }
    }

    private static string NewFolder(SettingValue value) =>
        File.Exists(value.FullPath) ? throw new SettingFormatException("there is a file of that name;") : value.FullPath;

    private static string? ExistingFile(SettingValue value) =>
        value.TextOrNull is null ? null
        : File.Exists(value.FullPath) ? value.FullPath
        : throw new SettingFormatException("there is no such file;");

    private static string Platform(string text) =>
        text.Trim().Split('/') is [{ Length: > 0 }, { Length: > 0 }, ..] ? text.Trim() : throw new SettingFormatException();

    private static string Secret(string text, string workingDirectory)
    {
        var fields = CsvLine.Fields(text).Select(part => part.Trim().Split('=', 2)).Where(field => field.Length == 2).ToList();
        if (fields.Count(field => field[0] == "id") != 1)
        {
            throw new SettingFormatException();
        }

        foreach (var file in fields.Where(field => field[0] is "src" or "source").Select(field => field[1]))
        {
            if (!File.Exists(Path.Combine(workingDirectory, file)))
            {
                throw new SettingFormatException($"there is no file {file};");
            }
        }

        return text;
    }

    // What is wrong there matches nothing, silently (golang/go#64223): then proxies would hear of private modules.
    private static string? Patterns(SettingValue value) =>
        ModulePatterns.Mistake(value.Text) is { } mistake ? throw new SettingFormatException($"{mistake};") : value.TextOrNull;

    private static string? HttpUrl(SettingValue value, params string[] moreSchemes) =>
        value.TextOrNull is not { } text ? null
        : Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var url)
            && (url.Scheme is "http" or "https" || moreSchemes.Contains(url.Scheme)) ? url.OriginalString
        : throw new SettingFormatException();
}

using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Tests.Modules.Fakes;

/// <summary>A service with a go.sum, an own cache, and a prefetcher to run on them.</summary>
public sealed class PrefetchScene : IDisposable
{
    private readonly TempDirectory _folder = new();

    public PrefetchScene(params TestModule[] modules)
    {
        Directory.CreateDirectory(Service);
        Require(modules);
    }

    public string Service => _folder.File("service");

    public string Cache => _folder.File("cache with späces");

    public MemoryLog Log { get; } = new();

    public FetchLimits Limits { get; set; } = new()
    {
        Connect = TimeSpan.FromSeconds(2),
        FirstByte = TimeSpan.FromSeconds(1),
        Stall = TimeSpan.FromSeconds(1),
        FirstPause = TimeSpan.FromMilliseconds(10),
    };

    public Func<NetworkPlan, NetworkPlan> Plan { get; set; } = plan => plan;

    public string? Netrc { get; set; }

    public Func<ServiceSettings, ServiceSettings> Adjust { get; set; } = settings => settings;

    public Func<ServiceSettings, IPrivateModuleSource?> Source { get; set; } = _ => null;

    public Func<ServiceSettings, IModuleLayers?> Layers { get; set; } = _ => null;

    public Task<ModuleSnapshot?> PrefetchAsync(string goProxy, CancellationToken cancellationToken = default) =>
        new ModulePrefetcher(TimeProvider.System, Source(Settings), Layers(Settings)).PrefetchAsync(
            Settings,
            Plan(new() { GoProxy = ProxyChain.Parse(goProxy) }),
            ModuleRootFinder.Find(Service, Settings.Dockerfile),
            Log,
            cancellationToken);

    public async Task<GoDockerException> FailureAsync(string goProxy)
    {
        var prefetch = () => PrefetchAsync(goProxy);
        return (await prefetch.Should().ThrowAsync<GoDockerException>()).Which;
    }

    public ServiceSettings Settings => Adjust(new()
    {
        Context = Service,
        Dockerfile = Path.Combine(Service, "Dockerfile"),
        Cache = Cache,
        Artifacts = _folder.File("artifacts"),
        Report = _folder.File("report.json"),
        NetrcFile = Netrc ?? _folder.File("no-netrc"),
        Fetch = Limits,
    });

    public IEnumerable<string> FilesInStore => Directory.Exists(Cache)
        ? Directory.EnumerateFiles(Cache, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
        : [];

    /// <summary>Writes go.mod and go.sum.</summary>
    public void Require(params TestModule[] modules)
    {
        File.WriteAllText(
            Path.Combine(Service, "go.mod"),
            "module example.com/service\n\ngo 1.21\n\n"
            + string.Concat(modules.Select(module => $"require {module.Module.Path} {module.Module.Version}\n")));
        File.WriteAllText(Path.Combine(Service, "go.sum"), string.Concat(modules.Select(module => module.SumLines)));
    }

    public void Dispose() => _folder.Dispose();
}

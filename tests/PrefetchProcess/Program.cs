using GoDockerTasks.Modules;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

// PrefetchProcess SERVICE CACHE GOPROXY: one prefetch in a process of its own, which a test may start often, or kill.
var (service, cache, goProxy) = (args[0], args[1], args[2]);
var settings = new ServiceSettings
{
    Context = service,
    Dockerfile = Path.Combine(service, "Dockerfile"),
    Cache = cache,
    Artifacts = Path.Combine(service, "artifacts"),
    Report = Path.Combine(service, "artifacts", "report.json"),
    NetrcFile = Path.Combine(service, "no-netrc"),
};
var snapshot = await new ModulePrefetcher(TimeProvider.System).PrefetchAsync(
    settings,
    new NetworkPlan { GoProxy = ProxyChain.Parse(goProxy) },
    ModuleRootFinder.Find(service, settings.Dockerfile),
    new ConsoleLog(),
    CancellationToken.None);
Console.WriteLine(snapshot?.Id);

internal sealed class ConsoleLog : IRunLog
{
    public void Write(RunMessage message) => Console.Error.WriteLine(message.Text);
}

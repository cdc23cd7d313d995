using System.Text;
using GoDockerTasks.Images;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Tests.Images.Fakes;

/// <summary>Makes the records that a build starts from.</summary>
internal static class Requests
{
    public static readonly NetworkPlan NoProxies = new() { GoProxy = ProxyChain.GoDefault };

    public static ServiceSettings Settings(string folder) => new()
    {
        Image = "orders",
        Context = Path.Combine(folder, "context"),
        Dockerfile = Path.Combine(folder, "context", "Dockerfile"),
        Cache = Path.Combine(folder, "cache"),
        Artifacts = Path.Combine(folder, "artifacts"),
        Report = Path.Combine(folder, "artifacts", "report.json"),
    };

    public static BuildRequest Request(ServiceSettings settings, string dockerfile) => new()
    {
        Settings = settings,
        Network = NoProxies,
        Dockerfile = new() { Path = settings.Dockerfile, Original = Encoding.UTF8.GetBytes(dockerfile), Text = dockerfile },
    };
}

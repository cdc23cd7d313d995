namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>The golang image with a proxy in it: an unchanged Dockerfile needs one, and this one spares the test a network.</summary>
internal static class ProxyBase
{
    public const string Tag = "godocker-tests/with-proxy/golang:1.99";

    public static async Task<string> BuildAsync(TestService service)
    {
        var folder = Directory.CreateDirectory(Path.Combine(service.Folder, "base")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "go.env"), "GOPROXY=file:///proxy\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), $"FROM {await TestEngine.GolangAsync()}\nCOPY go.env /usr/local/go/go.env\nCOPY --from=proxy / /proxy\n");
        await TestEngine.EnsureAsync("buildx", "build", "--load", "--provenance=false", "--build-context", $"proxy={service.Snapshot}", "--tag", Tag, folder);
        return Tag;
    }
}

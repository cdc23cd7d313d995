using System.Text.Json;
using GoDockerTasks.Io;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.Demo;

/// <summary>Puts the Dockerfile's base images into the engine, from what this machine has: there is no registry on loopback.</summary>
internal static class BaseImages
{
    private const string Golang = "golang:1.24";
    private const string Static = "gcr.io/distroless/static-debian12:nonroot";

    /// <summary>Makes them; like the real ones, the one with Go has git, and trusts whom everybody trusts.</summary>
    public static async Task MakeAsync(Commands commands, IReadOnlyList<string> host, string publicCa)
    {
        using var folder = new TempDirectory();
        await File.WriteAllTextAsync(folder.File("Dockerfile"), $"FROM {Golang} AS go\nFROM {Static}\nCOPY --from=go /etc/passwd /\n");
        await commands.EnsureAsync(folder.Path, [.. host, "--target=Image", "--image=bases", "--godocker_basefallback=local"]);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("artifacts/godocker/report.json")));
        var used = report.RootElement.GetProperty("bases").EnumerateArray()
            .ToDictionary(image => image.GetProperty("from").GetString()!, image => image.GetProperty("used").GetString()!);

        await MachinePrograms.CopyGitAsync(folder.File("root"));
        await File.AppendAllTextAsync(folder.File("root/etc/ssl/certs/ca-certificates.crt"), publicCa);
        await File.WriteAllTextAsync(folder.File("Dockerfile"), $"FROM {used[Golang]}\nCOPY root /\n");
        await commands.EnsureAsync(folder.Path, "docker", "buildx", "build", "--tag", Golang, ".");
        await commands.EnsureAsync(folder.Path, "docker", "tag", used[Static], Static);
    }
}

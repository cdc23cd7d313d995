using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images;

/// <summary>Assembles base images from this machine's own packages, where the user allowed that.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="sources">Where the parts lie.</param>
public sealed class LocalToolchain(IProcessRunner processes, ToolchainSources sources)
{
    private const int LastWords = 15;

    /// <summary>Plans what stands in for a base image. Nothing is built yet.</summary>
    /// <exception cref="GoDockerException">
    /// The packages are not there (<c>GDT3011</c>), the installed Go is another one (<c>GDT3012</c>), or nothing can stand in for such an
    /// image (<c>GDT3013</c>).
    /// </exception>
    internal HomeMadeBase Plan(BaseReference from)
    {
        var image = ImageReference.Parse(from.Name);

        return GolangBase.IsMeant(image) ? GolangBase.Plan(from.Name, image, sources)
            : StaticBase.IsMeant(image) ? StaticBase.Plan(from.Name, image, sources)
            : throw new GoDockerException(ErrorKinds.BaseNotAssembled, $"'{from.Name}' (line {from.Line}).");
    }

    /// <summary>Builds a planned image into the engine.</summary>
    /// <exception cref="GoDockerException">docker could not build it (<c>GDT3014</c>).</exception>
    internal async Task AssembleAsync(HomeMadeBase image, CancellationToken cancellationToken)
    {
        using var folder = new TempDirectory();
        await using (var tar = File.Create(folder.File("rootfs.tar")))
        using (var files = new RootFileSystem(tar))
        {
            image.Fill(files);
            if (image.BusyBox is { } busyBox)
            {
                await InstallAsync(files, busyBox, cancellationToken);
            }
        }

        await File.WriteAllTextAsync(
            folder.File("Dockerfile"), $"FROM scratch\nADD rootfs.tar /\n{image.Instructions}\n", cancellationToken);
        List<string> lines = [];
        var build = new ProcessSpec(
            "docker",
            ["buildx", "build", "--tag", image.Reference, "--label", $"{HomeMadeBase.Label}={image.Reference}", "--progress", "plain", folder.Path])
        {
            Environment = new Dictionary<string, string?> { ["SOURCE_DATE_EPOCH"] = "0", ["BUILDX_NO_DEFAULT_ATTESTATIONS"] = "1" },
        };
        if (await processes.RunAsync(build, line => lines.Add(line.Text), cancellationToken) != 0)
        {
            throw new GoDockerException(
                ErrorKinds.AssemblyFailed, $"{image.Reference}:\n{string.Join('\n', lines.TakeLast(LastWords))}");
        }
    }

    private async Task InstallAsync(RootFileSystem files, string busyBox, CancellationToken cancellationToken)
    {
        files.File("bin/busybox", busyBox);
        var programs = await processes.CaptureAsync(new(busyBox, ["--list"]), cancellationToken);
        foreach (var program in programs.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => name != "busybox"))
        {
            files.Link($"bin/{program}", "/bin/busybox");
        }

        files.Folder("usr/bin");
        files.Link("usr/bin/env", "/bin/busybox");
    }
}

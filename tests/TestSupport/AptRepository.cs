using System.Security.Cryptography;
using GoDockerTasks.Io;

namespace GoDockerTasks.TestSupport;

/// <summary>A repository for apt with one package in it, as a folder to be served: <c>debian/dists</c> and <c>debian/pool</c>.</summary>
/// <param name="folder">The folder that becomes the server's root.</param>
/// <param name="suite">The release, such as bookworm; its one component is main.</param>
/// <param name="architecture">Debian's name of it, such as amd64.</param>
public sealed class AptRepository(string folder, string suite, string architecture)
{
    private string Root { get; } = Path.Combine(folder, "debian");

    /// <summary>Makes a package that holds one file, and the lists that name it.</summary>
    public async Task AddAsync(string package, string file, string content, CancellationToken cancellationToken)
    {
        using var build = new TempDirectory();
        var control = $"Package: {package}\nVersion: 1.0\nArchitecture: all\nMaintainer: Tests <tests@example.com>\nDescription: made by a test\n";
        Write(build.File("DEBIAN/control"), control);
        Write(build.File(file), content);
        var name = $"pool/main/{package}_1.0_all.deb";
        Directory.CreateDirectory(Path.Combine(Root, "pool", "main"));
        var made = await new ProcessRunner(TimeProvider.System).CaptureAsync(
            new(Programs.Require("dpkg-deb"), ["--root-owner-group", "--build", build.Path, Path.Combine(Root, name)]), cancellationToken);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException($"dpkg-deb: {made.Error}");
        }

        var packages = $"{control}Filename: {name}\nSize: {new FileInfo(Path.Combine(Root, name)).Length}\nSHA256: {Sum(name)}\n\n";
        var list = $"main/binary-{architecture}/Packages";
        Write(Path.Combine(Root, "dists", suite, list), packages);
        Write(
            Path.Combine(Root, "dists", suite, "Release"),
            $"Suite: {suite}\nCodename: {suite}\nComponents: main\nArchitectures: {architecture}\nDate: Thu, 01 Jan 2026 00:00:00 UTC\n"
            + $"SHA256:\n {Sum($"dists/{suite}/{list}")} {packages.Length} {list}\n");
    }

    private string Sum(string name) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Root, name))));

    private static void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}

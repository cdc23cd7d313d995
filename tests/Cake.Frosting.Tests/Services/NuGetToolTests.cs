using System.IO.Compression;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests.Services;

/// <summary>The built-in installers, on a feed that is a directory: everything they load has to lie beside the host.</summary>
public sealed class NuGetToolTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("frosting-feed-");

    [Test]
    public void A_tool_is_installed_from_a_NuGet_feed_and_found()
    {
        WritePackage();
        FilePath? found = null;
        var host = new HostFixture().With<Finding>().With(services => services.AddSingleton<Action<FilePath>>(path => found = path));
        host.Environment.WorkingDirectory = _directory.FullName;
        host.Host
            .InstallTool(new Uri("nuget:?package=Hammer&version=1.2.3&include=./tools/hammer.exe"))
            .UseCakeSetting("NuGet_Source", _directory.FullName)
            .UseCakeSetting("NuGet_ConfigFile", WriteConfig());

        host.Run("--target=Finding").Should().Be(0, host.Log.Text);

        found!.FullPath.Should().StartWith(_directory.FullName + "/tools/").And.EndWith("/hammer.exe");
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private void WritePackage()
    {
        using var package = ZipFile.Open(System.IO.Path.Combine(_directory.FullName, "Hammer.1.2.3.nupkg"), ZipArchiveMode.Create);
        Write(package, "tools/hammer.exe", "#!/bin/sh\n");
        Write(package, "Hammer.nuspec", """
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>Hammer</id><version>1.2.3</version><authors>tests</authors><description>A tool.</description>
              </metadata>
            </package>
            """);
    }

    private string WriteConfig()
    {
        var path = System.IO.Path.Combine(_directory.FullName, "nuget.config");
        File.WriteAllText(path, "<configuration><packageSources><clear /></packageSources></configuration>");
        return path;
    }

    private static void Write(ZipArchive package, string name, string content)
    {
        using var writer = new StreamWriter(package.CreateEntry(name).Open());
        writer.Write(content);
    }

    private sealed class Finding(Action<FilePath> found) : FrostingTask
    {
        public override void Run(ICakeContext context) => found(context.Tools.Resolve("hammer.exe"));
    }
}

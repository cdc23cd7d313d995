using System.IO.Compression;
using System.Text;
using GoDockerTasks.Modules;
using GoDockerTasks.Modules.Zip;

namespace GoDockerTasks.Tests.Modules.Fakes;

/// <summary>A module of our own making, as a proxy would serve it.</summary>
public sealed class TestModule
{
    public TestModule(string path, string version, params (string Name, string Content)[] files)
    {
        Module = new(path, version);
        GoMod = Encoding.UTF8.GetBytes(files.FirstOrDefault(file => file.Name == "go.mod").Content ?? $"module {path}\n");
        Zip = ZipOf([.. files.Select(file => (Module.ZipPrefix + file.Name, file.Content))]);
    }

    public ModuleVersion Module { get; }

    public byte[] GoMod { get; }

    public byte[] Zip { get; }

    public ModuleHash Hash => HashOf(Zip);

    public string SumLines => $"{Module.Path} {Module.Version} {Hash}\n{Module.Path} {Module.Version}/go.mod {ModuleHash.OfGoMod(GoMod)}\n";

    public static TestModule Hello(string path = "example.com/hello", string version = "v1.0.0") =>
        new(path, version, ("go.mod", $"module {path}\n\ngo 1.21\n"), ("hello.go", "package hello\n\nconst Text = \"hello\"\n"));

    public static byte[] ZipOf(params (string Name, string Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    public static ModuleHash HashOf(byte[] zip)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, zip);
            using var opened = ModuleZip.Open(path);
            return ModuleHash.OfZip(opened);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

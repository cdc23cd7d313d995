using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace GoDockerTasks.TestSupport.Modules;

/// <summary>A module of one file, written into a folder in GOPROXY layout.</summary>
public static class TinyModule
{
    /// <summary>Writes a module and gives its lines in go.sum.</summary>
    public static string Write(string proxy, string path, string version, string source)
    {
        var folder = Directory.CreateDirectory(Path.Combine(proxy, path, "@v")).FullName;
        var mod = $"module {path}\n\ngo 1.20\n";
        File.WriteAllText(Path.Combine(folder, $"{version}.mod"), mod);
        File.WriteAllText(Path.Combine(folder, $"{version}.info"), $$"""{"Version":"{{version}}"}""");
        (string Name, string Text)[] files = [($"{path}@{version}/go.mod", mod), ($"{path}@{version}/lib.go", source)];
        using (var zip = ZipFile.Open(Path.Combine(folder, $"{version}.zip"), ZipArchiveMode.Create))
        {
            foreach (var (name, text) in files)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return $"{path} {version} {Hash(files)}\n{path} {version}/go.mod {Hash([("go.mod", mod)])}\n";
    }

    private static string Hash((string Name, string Text)[] files)
    {
        var lines = files.OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text)))}  {file.Name}\n");
        return $"h1:{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))))}";
    }
}

using System.IO.Compression;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Tests.Samples;

/// <summary>The samples' module proxy is committed, so nothing but these tests keeps it the same as its sources.</summary>
public sealed partial class GoProxyTests
{
    private const string Advice = "'go run ./pack.go' in samples/modules writes the proxy anew; go.sum files then need the new hashes";

    private static readonly string Modules = Repository.PathOf("samples", "modules");
    private static readonly string Proxy = Repository.PathOf("samples", "goproxy");

    public static IEnumerable<string> Names() =>
        Directory.EnumerateDirectories(Modules, "*@*", SearchOption.AllDirectories)
            .Select(folder => Path.GetRelativePath(Modules, folder).Replace('\\', '/'));

    [TestCaseSource(nameof(Names))]
    public void The_zip_of_a_module_holds_its_sources_and_nothing_else(string name)
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Modules, name), "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(Modules, file).Replace('\\', '/'), File.ReadAllText);
        using var zip = ZipFile.OpenRead(Served(name, "zip"));

        zip.Entries.ToDictionary(entry => entry.FullName, Read).Should().BeEquivalentTo(sources, Advice);
    }

    [TestCaseSource(nameof(Names))]
    public void The_mod_and_info_of_a_module_are_its_own(string name)
    {
        var (path, version) = Split(name);
        var mod = Path.Combine(Modules, name, "go.mod");

        File.ReadAllText(Served(name, "mod"))
            .Should().Be(File.Exists(mod) ? File.ReadAllText(mod) : $"module {path}\n", Advice);
        File.ReadAllText(Served(name, "info")).Should().Be($$"""{"Version":"{{version}}"}""", Advice);
    }

    [Test]
    public void The_proxy_serves_the_modules_and_no_others()
    {
        var served = Directory.EnumerateFiles(Proxy, "*.zip", SearchOption.AllDirectories);

        served.Should().BeEquivalentTo(Names().Select(name => Served(name, "zip")), Advice);
    }

    [Test]
    public void The_lists_name_every_version_that_is_not_of_a_commit()
    {
        foreach (var module in Names().Select(Split).GroupBy(module => module.Path, module => module.Version))
        {
            var list = Path.Combine(Proxy, Escape(module.Key), "@v", "list");

            File.ReadAllLines(list).Should().BeEquivalentTo(module.Where(version => !Pseudo().IsMatch(version)), Advice);
        }
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    private static string Served(string name, string extension)
    {
        var (path, version) = Split(name);
        return Path.Combine(Proxy, Escape(path), "@v", $"{version}.{extension}");
    }

    private static (string Path, string Version) Split(string name) => (name[..name.IndexOf('@')], name[(name.IndexOf('@') + 1)..]);

    private static string Escape(string path) => Upper().Replace(path, letter => "!" + letter.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Upper();

    [GeneratedRegex("-[0-9]{14}-[0-9a-f]{12}$")]
    private static partial Regex Pseudo();
}

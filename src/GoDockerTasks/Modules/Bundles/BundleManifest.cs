using System.Text;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Modules.Bundles;

/// <summary>The first entry of a bundle: what it holds, in the form of a go.sum below a line with the form's name.</summary>
internal static class BundleManifest
{
    /// <summary>The name of the manifest's entry.</summary>
    public const string Name = "godocker-bundle";

    /// <summary>The folder of all other entries: unpacked, it is a file GOPROXY.</summary>
    public const string Folder = "download/";

    /// <summary>The largest manifest that is read; a hundred thousand modules have less.</summary>
    public const int MostBytes = 32 << 20;

    private const string FirstLine = "godocker bundle 1";

    /// <summary>Writes what a bundle holds.</summary>
    /// <param name="needs">The modules, each with every hash that its files have.</param>
    public static string Write(ModuleNeeds needs)
    {
        var text = new StringBuilder(FirstLine).Append('\n');
        foreach (var need in needs.Items)
        {
            text.Append(need.ZipHash is { } zip ? $"{need.Module.Path} {need.Module.Version} {zip}\n" : "");
            text.Append(need.GoModHash is { } mod ? $"{need.Module.Path} {need.Module.Version}/go.mod {mod}\n" : "");
        }

        return text.ToString();
    }

    /// <summary>Reads what a bundle says that it holds.</summary>
    /// <exception cref="GoDockerException">It is in another form (<c>GDT1120</c>).</exception>
    public static ModuleNeeds Read(string bundle, string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || text[..end] != FirstLine)
        {
            throw new GoDockerException(
                ErrorKinds.BundleNotUsable, $"{bundle}: '{Name}' does not begin with '{FirstLine}'; another version of this tool may have written it.");
        }

        try
        {
            return ModuleNeeds.Of([GoSum.Parse($"{bundle}: {Name}", text[(end + 1)..])]);
        }
        catch (GoDockerException e)
        {
            throw new GoDockerException(ErrorKinds.BundleNotUsable, e.Detail, e);
        }
    }
}

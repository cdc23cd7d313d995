namespace Cake.GoDocker;

/// <summary>Cake's configuration file, which Cake itself reads; here only for the names in it.</summary>
internal static class CakeConfigFile
{
    /// <summary>Lists the keys of the <c>[GoDocker]</c> section, so that a misspelt one does not stay silent.</summary>
    public static IReadOnlyCollection<string> Keys(string path)
    {
        List<string> keys = [];
        var inSection = false;
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            var text = line.Trim();
            if (text.StartsWith('['))
            {
                inSection = text.Equals("[GoDocker]", StringComparison.OrdinalIgnoreCase);
            }
            else if (inSection && text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && text[0] is not (';' or '#'))
            {
                keys.Add(text[..equals].Trim());
            }
        }

        return keys;
    }
}

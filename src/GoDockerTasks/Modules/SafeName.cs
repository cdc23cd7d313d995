namespace GoDockerTasks.Modules;

/// <summary>What a module path and a version must be so that files and addresses can be named after them.</summary>
internal static class SafeName
{
    /// <summary>Says what is wrong with a path or its version; null when both will do.</summary>
    public static string? Problem(string path, string version)
    {
        foreach (var element in path.Split('/'))
        {
            if (element.Length == 0 || element[0] == '.' || element[^1] == '.')
            {
                return $"'{path}' is not a module path";
            }
        }

        return !path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '.' or '_' or '~')
            ? $"'{path}' is not a module path"
            : version.Length < 2 || version[0] != 'v' || !char.IsAsciiDigit(version[1])
                || !version.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '+')
            ? $"'{version}' is not a version"
            : null;
    }
}

namespace GoDockerTasks.Io;

/// <summary>User names and passwords by host, from a netrc file.</summary>
/// <remarks>As Go reads it: <c>machine</c>, <c>login</c> and <c>password</c>; <c>default</c> and macros are passed over.</remarks>
public sealed class Netrc
{
    private readonly Dictionary<string, (string Login, string Password)> _machines = new(StringComparer.Ordinal);

    /// <summary>Gets a file with nothing in it.</summary>
    public static Netrc Empty { get; } = Parse("");

    /// <summary>Gets the path of the user's own file.</summary>
    public static string UserFile => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), OperatingSystem.IsWindows() ? "_netrc" : ".netrc");

    /// <summary>Gets the passwords.</summary>
    public IEnumerable<string> Passwords => _machines.Values.Select(machine => machine.Password);

    /// <summary>Reads a file; one that is not there, or may not be read, is empty.</summary>
    /// <param name="path">The path; null stands for <c>~/.netrc</c> (<c>~/_netrc</c> on Windows).</param>
    /// <returns>The credentials.</returns>
    public static Netrc Read(string? path)
    {
        try
        {
            return Parse(File.ReadAllText(path ?? UserFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Empty;
        }
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The credentials.</returns>
    public static Netrc Parse(string text)
    {
        var netrc = new Netrc();
        string? machine = null;
        var (login, password) = ("", "");
        var inMacro = false;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (inMacro)
            {
                inMacro = line.Length > 0;
                continue;
            }

            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var i = 0;
            for (; i < fields.Length - 1; i += 2)
            {
                switch (fields[i])
                {
                    case "machine":
                        (machine, login, password) = (fields[i + 1], "", "");
                        break;
                    case "login":
                        login = fields[i + 1];
                        break;
                    case "password":
                        password = fields[i + 1];
                        break;
                    case "macdef":
                        inMacro = true;
                        break;
                }

                if (machine is not null && login.Length > 0 && password.Length > 0)
                {
                    netrc._machines.TryAdd(machine, (login, password));
                    machine = null;
                }
            }

            if (i < fields.Length && fields[i] == "default")
            {
                // Go: "There can be only one default token, and it must be after all machine tokens."
                break;
            }
        }

        return netrc;
    }

    /// <summary>Finds the credentials for a host.</summary>
    /// <param name="host">The host, without a port.</param>
    /// <returns>Login and password; null when there are none.</returns>
    public (string Login, string Password)? Find(string host) =>
        _machines.TryGetValue(host, out var found) ? found : null;
}

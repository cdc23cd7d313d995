using System.Globalization;
using GoDockerTasks.Demo;

// Demo ROOT HOST [--plain-limit=60] [--rounds=3]
//     Plain docker build beside this tool, of which HOST is the built host, for an unmodified repo in a broken network.
//     Everything is on loopback: the network, its faults and the Docker engine are made for the run and go away with it.
if (!Environment.IsPrivilegedProcess)
{
    Console.Error.WriteLine("The demo needs root: it starts a Docker engine of its own, in a network of its own. Nothing of yours is touched.");
    return 30;
}

try
{
    string[] host = args[1].EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", args[1]] : [args[1]];
    var demonstration = new Demonstration(Path.GetFullPath(args[0]), host, Console.WriteLine)
    {
        PlainLimit = TimeSpan.FromSeconds(Number("plain-limit", 60)),
        Rounds = Number("rounds", 3),
    };
    var rows = await demonstration.RunAsync();
    Console.WriteLine($"\n{DemoRow.Table(rows)}");
    return rows.All(row => row.Kept) ? 0 : 1;
}
catch (FileNotFoundException e)
{
    Console.Error.WriteLine(e.Message);
    return 30;
}

int Number(string name, int otherwise)
{
    var prefix = $"--{name}=";
    var argument = args.FirstOrDefault(argument => argument.StartsWith(prefix, StringComparison.Ordinal));
    return argument is null ? otherwise : int.Parse(argument[prefix.Length..], CultureInfo.InvariantCulture);
}

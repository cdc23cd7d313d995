using System.Globalization;
using GoDockerTasks.Benchmarks;

// Benchmarks ROOT HOST [--rounds=5] [--builds [--delays=50] [--rivals=naive,layered,hand]] [--modules [--counts=24,300,1500] [--delays=0,50,200]]
//     Whole commands side by side, on the machine that it runs on: this tool, of which HOST is the built host, beside its rivals.
//     --builds compares the build of a service with more than a hundred real modules (--setup --all downloads them),
//     --parser times the reading of a Dockerfile of ten thousand lines,
//     --classify measures the reading of logs and what the retrying costs a build that needs none,
//     --modules compares the prefetch instead of the build, --faults the prefetch with and without proxies that misbehave.
// Benchmarks --serve FOLDER MILLISECONDS PERCENT
//     A GOPROXY for the above; so many of its answers are wrong.
if (args is ["--serve", var folder, var delay, var faults])
{
    await new LatencyProxy(folder, TimeSpan.FromMilliseconds(Number(delay)), Number(faults) / 100.0).RunAsync();
    return;
}

var (root, host) = (Path.GetFullPath(args[0]), Path.GetFullPath(args[1]));
var rounds = Numbers("rounds", "5")[0];
if (args.Contains("--classify"))
{
    await Classification.RunAsync(rounds);
    return;
}

if (args.Contains("--modules") || args.Contains("--faults"))
{
    using var downloads = new ModuleDownloads(host);
    if (args.Contains("--faults"))
    {
        downloads.RunWithFaults(Numbers("counts", "300")[0], Numbers("delays", "50")[0], rounds);
        return;
    }

    foreach (var count in Numbers("counts", "24,300,1500"))
    {
        downloads.Run(count, Numbers("delays", "0,50,200"), rounds);
    }

    return;
}

if (args.Contains("--builds"))
{
    try
    {
        await RealBuilds.RunAsync(host, Numbers("delays", "50")[0], rounds, Value("rivals", "naive,layered,hand").Split(','));
    }
    catch (DirectoryNotFoundException e)
    {
        Console.Error.WriteLine(e.Message);
        Environment.ExitCode = 1;
    }

    return;
}

if (args.Contains("--parser"))
{
    ParserSpeed.Run(rounds);
    return;
}

using var service = new ServiceCopies(root, host);
service.SourceChange().Run(rounds);
service.NothingChanged().Run(rounds);

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

int[] Numbers(string name, string otherwise) => [.. Value(name, otherwise).Split(',').Select(Number)];

string Value(string name, string otherwise)
{
    var prefix = $"--{name}=";
    return args.FirstOrDefault(argument => argument.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..] ?? otherwise;
}

using GoDockerTasks.Benchmarks;

// Benchmarks ROOT HOST [--rounds=5]: whole commands side by side, on the machine that it runs on.
var root = Path.GetFullPath(args[0]);
var host = Path.GetFullPath(args[1]);
var rounds = int.Parse(args.FirstOrDefault(argument => argument.StartsWith("--rounds=", StringComparison.Ordinal))?[9..] ?? "5", System.Globalization.CultureInfo.InvariantCulture);

using var service = new ServiceCopies(root, host);
service.SourceChange().Run(rounds);
service.NothingChanged().Run(rounds);

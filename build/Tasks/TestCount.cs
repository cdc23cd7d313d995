using System.Xml.Linq;

namespace Build.Tasks;

/// <summary>How many tests passed and failed, over all test projects.</summary>
internal sealed record TestCount(int Passed, int Failed)
{
    /// <inheritdoc />
    public override string ToString() => $"{Passed} passed, {Failed} failed";

    /// <summary>Adds up the results that the test runs have left.</summary>
    public static TestCount Read(string folder)
    {
        XNamespace trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
        var counters = Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories)
            .Select(file => XDocument.Load(file).Descendants(trx + "Counters").Single())
            .ToList();
        int Sum(string name) => counters.Sum(counter => (int)counter.Attribute(name)!);

        return new(Sum("passed"), Sum("total") - Sum("passed") - Sum("notExecuted"));
    }
}

namespace Cake.Frosting.Tests.Fakes;

/// <summary>What happened, in its order. Tasks and lifetimes of the tests get it through their constructors.</summary>
internal sealed class Journal
{
    private readonly List<string> _entries = [];

    public void Add(string entry) => _entries.Add(entry);

    public override string ToString() => string.Join(' ', _entries);
}

using System.Text;
using GoDockerTasks.Modules;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules.Zip;

/// <summary>Zips that a proxy might give, right and wrong, each made for a module of its own.</summary>
internal static class ZipSamples
{
    private const ushort HasDescriptor = 8;
    private const int MiB = 1 << 20;

    public static readonly IReadOnlyDictionary<string, Func<string, ForgedZip>> All = new Dictionary<string, Func<string, ForgedZip>>
    {
        ["plain"] = p => new(new(p + "go.mod", "module m\n"), new(p + "a.go")),
        ["no entry"] = _ => new(),
        ["stored"] = p => new(new ForgedEntry(p + "a.go", "text", method: 0)),
        ["unknown method"] = p => new(new ForgedEntry(p + "a.go", "text", method: 9)),
        ["marked as encrypted"] = p => new(new ForgedEntry(p + "a.go") { Flags = 1 }),

        // Names.
        ["absolute path"] = _ => new(new ForgedEntry("/etc/passwd")),
        ["absolute path below the prefix"] = p => new(new ForgedEntry(p + "/etc/passwd")),
        ["path with .."] = p => new(new ForgedEntry(p + "../../x")),
        ["path with . in it"] = p => new(new ForgedEntry(p + "a/./b")),
        ["path with an empty element"] = p => new(new ForgedEntry(p + "a//b")),
        ["backslash"] = p => new(new ForgedEntry(p + "a\\b")),
        ["drive letter"] = p => new(new ForgedEntry(p + "C:x")),
        ["wrong prefix"] = _ => new(new ForgedEntry("example.com/other@v1.0.0/a.go")),
        ["prefix without its slash"] = p => new(new ForgedEntry(p[..^1])),
        ["the prefix as an entry"] = p => new(new(p, ""), new(p + "a.go")),
        ["empty name"] = _ => new(new ForgedEntry("")),
        ["not UTF-8"] = p => new(new ForgedEntry([.. Encoding.ASCII.GetBytes(p), 0xFF, 0xFE], [1])),
        ["overlong UTF-8"] = p => new(new ForgedEntry([.. Encoding.ASCII.GetBytes(p), 0xC0, 0xAF], [1])),
        ["letters from elsewhere"] = p => new(new ForgedEntry(p + "日本/öñ.go")),
        ["an emoji"] = p => new(new ForgedEntry(p + "🐹.go")),
        ["letters beyond the basic plane, to be sorted by their bytes"] = p => new(new(p + "𐐀"), new(p + "ﬀ"), new(p + "z")),
        ["line feed"] = p => new(new ForgedEntry(p + "a\nb")),
        ["NUL"] = p => new(new ForgedEntry(p + "a\0b")),
        ["reserved on Windows"] = p => new(new ForgedEntry(p + "sub/aux.go")),
        ["dot at the end"] = p => new(new ForgedEntry(p + "a.")),
        ["punctuation"] = p => new(new ForgedEntry(p + "a !#$%&()+,-.=@[]^_{}~b")),
        ["colon"] = p => new(new ForgedEntry(p + "a:b")),
        ["go.mod in a folder"] = p => new(new ForgedEntry(p + "sub/go.mod")),
        ["GO.MOD"] = p => new(new ForgedEntry(p + "GO.MOD")),

        // Collisions.
        ["twice"] = p => new(new(p + "a.go"), new(p + "a.go")),
        ["case folding"] = p => new(new(p + "a.go"), new(p + "A.go")),
        ["case folding of folders"] = p => new(new(p + "sub/a.go"), new(p + "Sub/b.go")),
        ["case folding beyond ASCII"] = p => new(new(p + "Ärger"), new(p + "ärger")),
        ["final sigma"] = p => new(new(p + "ας"), new(p + "ασ")),
        ["Kelvin sign"] = p => new(new(p + "K"), new(p + "\u212A")),
        ["long s"] = p => new(new(p + "s"), new(p + "\u017F")),
        ["dotless i, which is a letter of its own"] = p => new(new(p + "i"), new(p + "\u0131")),
        ["sharp s, which is no ss"] = p => new(new(p + "ss"), new(p + "ß")),
        ["file and folder"] = p => new(new(p + "a"), new(p + "a/b")),
        ["file and folder entry"] = p => new(new(p + "a"), new(p + "a/", "")),

        // Folders.
        ["folder entries"] = p => new(new(p + "sub/", "", method: 0), new(p + "sub/a.go")),
        ["folder entry twice"] = p => new(new(p + "sub/", ""), new(p + "sub/", "")),
        ["folder entry in another case"] = p => new(new(p + "sub/", ""), new(p + "SUB/", "")),
        ["folder entry of an unknown method"] = p => new(new ForgedEntry(p + "sub/", "", method: 97)),
        ["folder entry with content"] = p => new(new ForgedEntry(p + "sub/", "content")),
        ["folder called go.mod"] = p => new(new ForgedEntry(p + "sub/go.mod/", "")),

        // Sizes.
        ["says less than it has"] = p => new(new ForgedEntry(p + "a.go", new string('0', MiB)) { Size = 10 }),
        ["says more than it has"] = p => new(new ForgedEntry(p + "a.go") { Size = 10 }),
        ["says more than a module may have"] = p => new(new ForgedEntry(p + "a.go") { Size = 600 * MiB }),
        ["entries that share their content"] = p => new(Overlapping(p, 2)),
        ["bytes behind the packed content"] = p => new(new ForgedEntry(p + "a.go") { Packed = [.. Packed, 1, 2, 3] }),
        ["packed content beyond the end"] = p => new(new ForgedEntry(p + "a.go") { PackedSize = 1_000_000 }),
        ["packed content without its last byte"] = p => new(new ForgedEntry(p + "a.go") { PackedSize = (ulong)Packed.Length - 1 }),
        ["packed content that is none"] = p => new(new ForgedEntry(p + "a.go") { Packed = [0xFF, 0xFF, 0xFF] }),

        // Checksums.
        ["wrong CRC"] = p => new(new ForgedEntry(p + "a.go") { Crc = 1 }),
        ["CRC of 0, which is none"] = p => new(new ForgedEntry(p + "a.go") { Crc = 0 }),
        ["data descriptor"] = p => new(Described(p, crc => [0x50, 0x4b, 7, 8, .. crc, .. new byte[8]])),
        ["data descriptor without signature"] = p => new(Described(p, crc => [.. crc, .. new byte[8]])),
        ["data descriptor of 64 bits"] = p => new(Described(p, crc => [0x50, 0x4b, 7, 8, .. crc, .. new byte[16]])),
        ["data descriptor with another CRC"] = p => new(Described(p, _ => [0x50, 0x4b, 7, 8, .. new byte[12]])),
        ["data descriptor that is not there"] = p => new(Described(p, _ => [])),

        // The directory.
        ["zip comment"] = p => new(new ForgedEntry(p + "a.go")) { Comment = [.. Enumerable.Repeat((byte)'c', 60_000)] },
        ["zip comment that looks like an end"] = p => new(new ForgedEntry(p + "a.go")) { Comment = [0x50, 0x4b, 5, 6, .. new byte[40]] },
        ["entry comment and extra field"] = p => new(new ForgedEntry(p + "a.go") { Comment = [1, 2], Extra = [0xFE, 0xCA, 2, 0, 9, 9] }),
        ["bytes after the end"] = p => new(new ForgedEntry(p + "a.go")) { After = new byte[500] },
        ["bytes before the beginning"] = p => new(new ForgedEntry(p + "a.go")) { Before = new byte[77] },
        ["bytes before the beginning that offsets leave out"] = p =>
            new(new ForgedEntry(p + "a.go")) { Before = new byte[77], OffsetsCountFromTheZip = true },
        ["a wrong directory offset"] = p => new(new ForgedEntry(p + "a.go")) { DirectoryOffsetIsWrongBy = -5 },
        ["zip64"] = p => new(new ForgedEntry(p + "a.go") { IsZip64 = true }) { IsZip64 = true },
        ["zip64 end alone"] = p => new(new ForgedEntry(p + "a.go")) { IsZip64 = true },
        ["zip64 entry alone"] = p => new(new ForgedEntry(p + "a.go") { IsZip64 = true }),
        ["zip64 with a wrong offset"] = p => new(new ForgedEntry(p + "a.go")) { IsZip64 = true, DirectoryOffsetIsWrongBy = 1L << 40 },
        ["fewer entries than it says"] = p => new(new ForgedEntry(p + "a.go")) { Count = 2 },
        ["more entries than it says"] = p => new(new(p + "a.go"), new(p + "b.go")) { Count = 1 },
    };

    /// <summary>Gets samples that cost Go seconds.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string, ForgedZip>> Large = new Dictionary<string, Func<string, ForgedZip>>
    {
        ["go.mod of 16 MiB"] = p => new(new ForgedEntry(p + "go.mod", GoMod(16 * MiB))),
        ["go.mod of more"] = p => new(new ForgedEntry(p + "go.mod", GoMod((16 * MiB) + 1))),
        ["LICENSE of more than 16 MiB"] = p => new(new ForgedEntry(p + "LICENSE", new string(' ', (16 * MiB) + 1))),
        ["bomb of entries that share 10 MiB"] = p => new(Overlapping(p, 60)),
        ["more entries than 16 bits can say"] = p => new([.. Enumerable.Range(0, 65_540).Select(i => new ForgedEntry(p + i, "", method: 0))]),
    };

    /// <summary>Makes the module that a sample is made for, and the zip.</summary>
    public static (ModuleVersion Module, byte[] Zip) Make(
        IReadOnlyDictionary<string, Func<string, ForgedZip>> samples, string name)
    {
        var module = new ModuleVersion($"example.com/sample{samples.Keys.ToList().IndexOf(name)}", "v1.0.0");
        return (module, samples[name](module.ZipPrefix).ToBytes());
    }

    private static byte[] Packed => new ForgedEntry("", "x\n").Packed;

    private static string GoMod(int length) => "module m\n//".PadRight(length, ' ');

    private static ForgedEntry Described(string prefix, Func<byte[], byte[]> descriptor)
    {
        var crc = new ForgedEntry("", "x\n").Crc;
        return new(prefix + "a.go") { Flags = HasDescriptor, Descriptor = descriptor(BitConverter.GetBytes(crc)) };
    }

    private static ForgedEntry[] Overlapping(string prefix, int count)
    {
        var content = new string('0', 10 * MiB);
        var first = new ForgedEntry(prefix + "0", content);
        return
        [
            first,
            .. Enumerable.Range(1, count - 1).Select(i =>
                new ForgedEntry(prefix + i) { Packed = first.Packed, Crc = first.Crc, Size = first.Size, SharesContentOf = 0 }),
        ];
    }
}

using System.Globalization;
using System.Net;
using Spam.Web.Predictions;

namespace Spam.Web.Configuration.Reading;

/// <summary>Reads variables and collects what is wrong with them. Names count in any case, and an empty value is as good as none.</summary>
sealed class SettingsReader(IReadOnlyDictionary<string, string> variables)
{
    readonly List<string> _problems = [];
    readonly Dictionary<string, string> _variables = ByName(variables);

    /// <summary>What is wrong, a sentence each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Adds a problem.</summary>
    public void Add(string problem) => _problems.Add(problem);

    /// <summary>A text, or null.</summary>
    public string? Text(string name) => _variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>A whole number between two others.</summary>
    public int Integer(string name, int byDefault, int smallest, int largest)
    {
        if (Text(name) is not { } text)
            return byDefault;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= smallest && value <= largest)
            return value;
        Add($"{name}={text} is no whole number from {smallest} to {largest}. Leave it away for {byDefault}.");
        return byDefault;
    }

    /// <summary>A switch, in the words that the API takes.</summary>
    public bool Switch(string name, bool byDefault = false)
    {
        if (Text(name) is not { } text)
            return byDefault;
        if (PythonBoolean.TryRead(text, out var value))
            return value;
        Add($"{name}={text} is neither 1 nor 0 (nor true, yes, on, false, no, off).");
        return byDefault;
    }

    /// <summary>One of the names of an enumeration.</summary>
    public T Choice<T>(string name, T byDefault)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return byDefault;
        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<T>(text, ignoreCase: true);
        Add($"{name}={text} is none of {string.Join(", ", Enum.GetNames<T>().Select(word => word.ToLowerInvariant()))}.");
        return byDefault;
    }

    /// <summary>An IP address, or <c>localhost</c>.</summary>
    public IPAddress Address(string name, IPAddress byDefault)
    {
        if (Text(name) is not { } text)
            return byDefault;
        if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return IPAddress.Loopback;
        if (IPAddress.TryParse(text, out var address))
            return address;
        Add($"{name}={text} is no IP address. Use 127.0.0.1 for this machine, 0.0.0.0 for every network.");
        return byDefault;
    }

    /// <summary>IP addresses and networks, with commas between.</summary>
    public IReadOnlyList<IPNetwork> Networks(string name)
    {
        var networks = new List<IPNetwork>();
        foreach (var word in Words(name))
        {
            if (IPAddress.TryParse(word, out var address))
                networks.Add(new(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(word, out var network))
                networks.Add(network);
            else
                Add($"{name} holds '{word}', which is neither an IP address nor a network as 10.0.0.0/8.");
        }

        return networks;
    }

    /// <summary>SHA-256 sums in hex, with commas between. A problem does not repeat the value: it may be a key.</summary>
    public IReadOnlyList<string> Digests(string name)
    {
        var digests = Words(name).Select(word => word.ToLowerInvariant()).ToList();
        for (var i = 0; i < digests.Count; i++)
        {
            if (digests[i].Length != 64 || !digests[i].All(char.IsAsciiHexDigit))
                Add($"{name} holds something that is no SHA-256 in hex (64 digits), at place {i + 1}. Make one with: printf %s \"$KEY\" | sha256sum");
        }

        return digests;
    }

    /// <summary>Host names and IP addresses, with commas between.</summary>
    public IReadOnlyList<string> Hosts(string name, string portName, IReadOnlyList<string> byDefault)
    {
        var hosts = Words(name);
        foreach (var host in hosts)
        {
            if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
                Add($"{name} holds '{host}', which is neither a host name nor an IP address. The port stands in {portName}.");
        }

        return hosts.Length == 0 ? byDefault : hosts;
    }

    /// <summary>The path of a file that is there, or null.</summary>
    public string? File(string name)
    {
        if (Text(name) is not { } path || System.IO.File.Exists(path))
            return Text(name);
        Add($"{name}={path} is no file. The path begins where the command is typed: {Directory.GetCurrentDirectory()}.");
        return null;
    }

    /// <summary>Demands both of two, or neither.</summary>
    public void Together(string one, string other)
    {
        var (hasOne, hasOther) = (Text(one) is not null, Text(other) is not null);
        if (hasOne != hasOther)
            Add($"{(hasOne ? one : other)} is set, but {(hasOne ? other : one)} is not.");
    }

    /// <summary>Those of the names that are set.</summary>
    public IReadOnlyList<string> Known(params IEnumerable<string> names) => [.. names.Where(name => Text(name) is not null)];

    string[] Words(string name) => (Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Of names that differ in case only, the one in capitals.
    static Dictionary<string, string> ByName(IReadOnlyDictionary<string, string> variables)
    {
        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in variables)
        {
            if (!byName.TryAdd(name, value) && !name.Any(char.IsAsciiLetterLower))
                byName[name] = value;
        }

        return byName;
    }
}

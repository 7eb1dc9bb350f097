using System.Globalization;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>How a node names what it reads.</summary>
/// <param name="Node">A node, or an argument of the function.</param>
/// <param name="Output">The name of the node's output, which functions say; empty in the main graph.</param>
/// <param name="Index">Which tensor of that output, or of all outputs in the main graph.</param>
/// <param name="IsControl">Whether only the order is meant: the node is to run before.</param>
readonly record struct NodeReference(string Node, string Output, int Index, bool IsControl)
{
    /// <summary>In the main graph: <c>node</c>, <c>node:1</c> or <c>^node</c>.</summary>
    public static NodeReference ParseMain(string text)
    {
        if (text.StartsWith('^'))
            return new(text[1..], "", 0, IsControl: true);

        var colon = text.LastIndexOf(':');
        return colon < 0 ? new(text, "", 0, IsControl: false) : new(text[..colon], "", Number(text[(colon + 1)..]), IsControl: false);
    }

    /// <summary>Inside a function: <c>argument</c>, <c>node:output:1</c> or <c>^node</c>.</summary>
    public static NodeReference ParseInFunction(string text)
        => text.StartsWith('^') || text.Split(':') is not [var node, var output, var index]
            ? ParseMain(text)
            : new(node, output, Number(index), IsControl: false);

    // -1 is no output of any node, which whoever looks for it says with the node's name.
    static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}

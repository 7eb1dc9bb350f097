using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Train.Training;

namespace Spam.Train.Networks;

/// <summary>Whether a network from a file reads the texts and tells the labels that it is to be trained on.</summary>
static class JsonNetworkCheck
{
    /// <summary>Makes sure that it reads padded word ids.</summary>
    /// <exception cref="TrainingException">It does not.</exception>
    public static void Inputs(Network model, string path, TrainOptions options)
    {
        if (!model.IsBuilt)
            throw new TrainingException($"{path} does not say what its network reads. Give it an Input of ({options.MaxLength},) before its to_json().");
        if (model.Inputs.Count != 1 || model.Outputs.Count != 1)
        {
            throw new TrainingException(
                $"{path} has {model.Inputs.Count} input{Plural(model.Inputs.Count)} and {model.Outputs.Count} output{Plural(model.Outputs.Count)}; " +
                "a classifier reads the word ids of a text and gives its scores, one of each. Take a network with one input and one output.");
        }

        var shape = model.InputShape;
        if (shape.Rank != 2)
            throw new TrainingException($"{path} reads inputs of shape {shape}; word ids come as (texts, words). Take a network with an Input of ({options.MaxLength},).");
        if (shape[0] != Shape.Unknown)
            throw new TrainingException($"{path} reads {shape[0]} texts at a time, neither more nor fewer. Write it with an Input of ({options.MaxLength},), without batch_size.");
        if (shape[1] != Shape.Unknown && shape[1] != options.MaxLength)
            throw new TrainingException($"{path} reads {shape[1]} words of a text, but max-length is {options.MaxLength}. Add --max-length {shape[1]}.");
        if (WordTable(model) is not { } table)
            throw new TrainingException($"{path} has no Embedding that reads its input; word ids are names, not amounts. Take a network that begins with an Embedding.");
        if (table.InputDim < options.NumWords)
        {
            throw new TrainingException(
                $"{path} has an Embedding of {table.InputDim} words, but num-words is {options.NumWords}. Add --num-words {table.InputDim}, " +
                $"or give the layer input_dim {options.NumWords}.");
        }
    }

    /// <summary>What its outputs mean.</summary>
    /// <exception cref="TrainingException">They are not the scores of these labels.</exception>
    public static Head HeadOf(Network model, string path, TrainOptions options, int numLabels)
    {
        var (shape, isMultiLabel) = (model.OutputShape, options.Columns.IsMultiLabel);
        var activation = ActivationOf(model);
        if (shape.Rank != 2)
            throw new TrainingException($"{path} gives outputs of shape {shape}; scores are (texts, labels). End it with a Dense of {numLabels} after a pooling layer or a Flatten.");

        var isPair = shape[1] == 1 && numLabels == 2 && !isMultiLabel;
        if (shape[1] != numLabels && !isPair)
        {
            throw new TrainingException(
                $"{path} gives {shape[1]} number{Plural(shape[1])} for a text, but the data has {numLabels} labels. End it with a Dense of {numLabels}.");
        }

        var expected = isPair || isMultiLabel ? "sigmoid" : "softmax";
        if (activation != expected)
        {
            var fix = activation == "sigmoid" && expected == "softmax" ? ", or add --multi-label if a text may have several labels" : "";
            throw new TrainingException(
                $"{path} ends in {activation ?? "a layer that says no activation"}; {Meaning(isPair, isMultiLabel)} wants {expected}. End it with a Dense whose activation is {expected}{fix}.");
        }

        return new(numLabels, isMultiLabel, isPair);
    }

    static string Meaning(bool isPair, bool isMultiLabel) => isPair ? "one number for two labels" : isMultiLabel ? "several labels a text" : "one label a text";

    // The table that the ids of the input go into; a network inside the network may have it.
    static Embedding? WordTable(Network model)
    {
        foreach (var node in model.Nodes.Where(node => node.Inputs.Any(source => model.Inputs.Contains(source.Node))))
        {
            if ((node.Layer as Embedding ?? (node.Layer is Network inner ? WordTable(inner) : null)) is { } table)
                return table;
        }

        return null;
    }

    static string? ActivationOf(Network model) => model.Nodes[model.Outputs[0].Node].Layer switch
    {
        Dense dense => dense.Activation.Name,
        ActivationLayer layer => layer.Activation.Name,
        Softmax => "softmax",
        Network inner => ActivationOf(inner),
        _ => null,
    };

    static string Plural(int count) => count == 1 ? "" : "s";
}

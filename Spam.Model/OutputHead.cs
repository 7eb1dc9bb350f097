namespace Spam.Model;

/// <summary>Turns what comes out of a model into a score for each label.</summary>
sealed class OutputHead
{
    readonly bool _isPair; // one number p for two labels: 1 - p and p
    readonly bool _appliesSoftmax, _appliesSigmoid;

    OutputHead(bool isPair, bool multiLabel, OutputActivation activation)
    {
        _isPair = isPair;
        MultiLabel = multiLabel;
        _appliesSigmoid = activation == OutputActivation.Logits && (isPair || multiLabel);
        _appliesSoftmax = activation == OutputActivation.Logits && !_appliesSigmoid;
    }

    /// <summary>Whether a text may have several labels, so that scores need not sum to one.</summary>
    public bool MultiLabel { get; }

    /// <summary>The head that fits.</summary>
    /// <param name="metadata">Labels, and what it says of the outputs.</param>
    /// <param name="width">How many numbers the model gives for a text.</param>
    /// <param name="lastActivation">The activation that ends the model, where that is known: <c>softmax</c>, <c>sigmoid</c>, <c>linear</c>.</param>
    /// <param name="metadataFile">What messages call the metadata.</param>
    /// <exception cref="ModelFolderException">Model and metadata do not fit each other.</exception>
    public static OutputHead Of(ModelMetadata metadata, int width, string? lastActivation, string metadataFile)
    {
        var numLabels = metadata.Labels.Count;
        var activation = ActivationOf(metadata, width, lastActivation, metadataFile);
        var isPair = width == 1 && numLabels == 2;
        if (!isPair && width != numLabels)
        {
            throw new ModelFolderException(
                $"{metadataFile} names {numLabels} label{(numLabels == 1 ? "" : "s")} ({Listed(metadata.Labels)}), but the model gives {width} " +
                $"number{(width == 1 ? "" : "s")} for a text. Put the metadata file beside the model that it was written with.");
        }

        if (activation == OutputActivation.Softmax && (width == 1 || metadata.MultiLabel == true))
        {
            throw new ModelFolderException(width == 1
                ? $"{metadataFile} says that the model ends in a softmax, but a softmax of one number is always 1. Write \"activation\": \"sigmoid\"."
                : $"{metadataFile} says multi_label, but the model ends in a softmax, which gives one label. Write \"multi_label\": false.");
        }

        if (isPair && metadata.MultiLabel == true)
            throw new ModelFolderException($"{metadataFile} says multi_label for 2 labels, but the model gives 1 number for a text. Write \"multi_label\": false.");

        return new(isPair, !isPair && (metadata.MultiLabel ?? activation == OutputActivation.Sigmoid), activation);
    }

    /// <summary>The score of each label.</summary>
    /// <param name="outputs">The model's numbers for one text.</param>
    /// <param name="scores">As long as there are labels.</param>
    public void Write(ReadOnlySpan<float> outputs, Span<float> scores)
    {
        if (_isPair)
        {
            var probability = _appliesSigmoid ? Sigmoid(outputs[0]) : outputs[0];
            scores[0] = 1 - probability;
            scores[1] = probability;
            return;
        }

        if (_appliesSoftmax)
        {
            Softmax(outputs, scores);
            return;
        }

        for (var i = 0; i < scores.Length; i++)
            scores[i] = _appliesSigmoid ? Sigmoid(outputs[i]) : outputs[i];
    }

    static OutputActivation ActivationOf(ModelMetadata metadata, int width, string? lastActivation, string metadataFile)
    {
        OutputActivation? known = lastActivation switch
        {
            "softmax" => OutputActivation.Softmax,
            "sigmoid" => OutputActivation.Sigmoid,
            "linear" => OutputActivation.Logits,
            _ => null,
        };
        if (metadata.Activation is { } said)
        {
            return known is null || known == said
                ? said
                : throw new ModelFolderException(
                    $"{metadataFile} says \"activation\": \"{said.ToString().ToLowerInvariant()}\", but the model ends in {lastActivation}. " +
                    $"Write \"{known.ToString()!.ToLowerInvariant()}\", or leave it out.");
        }

        if (known == OutputActivation.Logits)
        {
            throw new ModelFolderException(
                $"The model ends without a softmax or sigmoid, and {metadataFile} does not say what its numbers are. " +
                "Write \"activation\": \"logits\" there if they are what comes before one.");
        }

        return known ?? (width == 1 ? OutputActivation.Sigmoid : OutputActivation.Softmax);
    }

    static float Sigmoid(float logit) => (float)(1 / (1 + Math.Exp(-logit)));

    static void Softmax(ReadOnlySpan<float> logits, Span<float> scores)
    {
        var largest = float.NegativeInfinity;
        foreach (var logit in logits)
            largest = Math.Max(largest, logit);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - largest);
        for (var i = 0; i < scores.Length; i++)
            scores[i] = (float)(Math.Exp(logits[i] - largest) / sum);
    }

    static string Listed(IReadOnlyList<string> labels)
        => labels.Count <= 12 ? string.Join(", ", labels) : $"{string.Join(", ", labels.Take(12))} and {labels.Count - 12} more";
}

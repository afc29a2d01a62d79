package dev.azulejo.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.budgets.CfnBudget.BudgetDataProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationWithSubscribersProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SpendProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SubscriberProperty;
import software.constructs.Construct;

/// A monthly budget for all resources with the stack's tag. Billing knows the tag from the day on which it
/// was activated there ("Activating user-defined cost allocation tags", AWS Billing User Guide).
final class Spending extends Construct {
    /// The tag with the stack's name that all taggable resources have.
    static final String TAG = "azulejo";

    /// @param dollars a month
    /// @param email address that is notified
    Spending(Construct scope, int dollars, String email) {
        super(scope, "Spending");
        CfnBudget.Builder.create(this, "Monthly")
                .budget(BudgetDataProperty.builder()
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(SpendProperty.builder()
                                .amount(dollars)
                                .unit("USD")
                                .build())
                        .costFilters(new TreeMap<>(Map.of(
                                "TagKeyValue",
                                List.of("user:%s$%s"
                                        .formatted(TAG, Stack.of(this).getStackName())))))
                        .build())
                .notificationsWithSubscribers(
                        List.of(at(80, "ACTUAL", email), at(100, "ACTUAL", email), at(100, "FORECASTED", email)))
                .build();
    }

    private static NotificationWithSubscribersProperty at(int percent, String type, String email) {
        return NotificationWithSubscribersProperty.builder()
                .notification(NotificationProperty.builder()
                        .comparisonOperator("GREATER_THAN")
                        .notificationType(type)
                        .threshold(percent)
                        .thresholdType("PERCENTAGE")
                        .build())
                .subscribers(List.of(SubscriberProperty.builder()
                        .subscriptionType("EMAIL")
                        .address(email)
                        .build()))
                .build();
    }
}

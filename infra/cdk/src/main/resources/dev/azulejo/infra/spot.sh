#!/bin/sh
# Stops what runs on a Spot instance that AWS takes back, two minutes before it does. ECS drains such an instance of
# services alone, and tasks of Batch are none.
# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html
metadata=http://169.254.169.254/latest
while sleep 5; do
    token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$metadata/api/token") || continue
    curl -sf -H "X-aws-ec2-metadata-token: $token" "$metadata/meta-data/spot/instance-action" || continue
    docker ps -q --filter label=com.amazonaws.ecs.task-arn | xargs -r docker stop -t 90
    exit
done

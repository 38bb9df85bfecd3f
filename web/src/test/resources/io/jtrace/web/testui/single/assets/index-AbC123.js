console.log("</script><!--")
